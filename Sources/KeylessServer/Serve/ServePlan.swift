import KeylessAWS
import KeylessCalls
import KeylessIssuers
import KeylessSystem
import Logging

/// The options of a server with every default filled in, checked against each other.
struct ServePlan: Sendable {
  let host: String
  let port: Int
  let readyFile: String?
  let store: StoreChoice
  let accounts: [AccountID]
  let partition: Partition
  let region: String
  let regions: SigningRegions
  let played: [String]
  let serviceControl: [String]
  let resourceControl: [String]
  let upstreams: [Upstream]
  let caFile: String?
  let fetchesIssuers: Bool
  let allowsPrivateIssuers: Bool
  let logLevel: ServeLogLevel

  init(_ options: ServeOptions) throws(ServerError) {
    let partition = options.partition ?? options.region.flatMap { Partition(region: $0) } ?? .aws
    let region = options.region ?? partition.globalRegion
    guard Partition(region: region) == partition else {
      throw ServerError(.usage, "the region `\(region)` is not one of the partition `\(partition.id)`")
    }
    fetchesIssuers = options.fetchesIssuers ?? false
    allowsPrivateIssuers = options.allowsPrivateIssuers ?? false
    guard fetchesIssuers || (!allowsPrivateIssuers && options.caFile == nil) else {
      throw ServerError(.usage, "ca-file and allow-private-issuers go with fetch-issuers")
    }
    accounts = options.accounts.isEmpty ? [AccountID(ServeVerb.defaultAccount)].compactMap(\.self) : options.accounts
    host = options.host ?? LocalAWSServer.loopback
    port = options.port ?? ServeVerb.defaultPort
    readyFile = options.readyFile
    store = options.store ?? .memory
    self.partition = partition
    self.region = region
    regions = options.hasStrictRegions == true ? .strict : .any
    played = options.played
    serviceControl = options.serviceControl
    resourceControl = options.resourceControl
    upstreams = options.upstreams
    caFile = options.caFile
    logLevel = options.logLevel ?? .info
  }

  /// Whether other machines may reach the server.
  var isExposed: Bool {
    !["localhost", "::1"].contains { host.utf8.elementsEqual($0.utf8) } && !host.utf8.starts(with: "127.".utf8)
  }

  /// The host as a name under which the server is called; none when it is an address.
  var hostNames: [String] {
    let isAddress = host.utf8.contains(UInt8(ascii: ":")) || host.utf8.allSatisfy { ASCII.isDigit($0) || $0 == 0x2E }
    return isAddress ? [] : [ASCII.lowercased(host)]
  }

  /// Who fetches the keys of issuers that are not played; nil when nobody is to.
  func remoteIssuers(_ system: System, _ logger: Logger) throws -> RemoteIssuers? {
    guard fetchesIssuers else { return nil }
    var rules = RemoteIssuerRules()
    rules.allowsPrivateNetworks = allowsPrivateIssuers
    if let caFile {
      guard let pem = try system.files.read(caFile, TrustRoots.limit) else {
        throw ServerError(.usage, "there is no file `\(caFile)`, which is to hold certificates")
      }
      do {
        rules.trust = try TrustRoots(pem: pem, name: caFile)
      } catch {
        throw ServerError(.usage, error.description)
      }
    }
    return RemoteIssuers(system: system, rules: rules) { note in
      logger.info("issuer", metadata: ["time": "\(WireTime.extended(system.now()))", "note": "\(note)"])
    }
  }
}
