package import KeylessAWS

/// What a person asked of `keyless serve`, on the command line or in a file; what was not said is nil or empty.
package struct ServeOptions: Sendable {
  package private(set) var host: String?
  package private(set) var port: Int?
  package private(set) var readyFile: String?
  package private(set) var store: StoreChoice?
  /// The first is the default one.
  package private(set) var accounts: [AccountID] = []
  package private(set) var partition: Partition?
  package private(set) var region: String?
  /// Issuers that the server plays.
  package private(set) var played: [String] = []
  /// Files with policies of the organization.
  package private(set) var serviceControl: [String] = []
  package private(set) var resourceControl: [String] = []
  package private(set) var upstreams: [Upstream] = []
  package private(set) var caFile: String?
  package private(set) var fetchesIssuers: Bool?
  package private(set) var allowsPrivateIssuers: Bool?
  package private(set) var hasStrictRegions: Bool?
  package private(set) var logLevel: ServeLogLevel?

  package init() {}

  /// Takes one value as it was written; a key that takes a list is given its values one by one.
  package mutating func take(_ key: ServeKey, _ text: String) throws(ServeProblem) {
    guard !text.utf8.isEmpty, !text.utf8.contains(0), text.utf8.count <= 4096 else {
      throw ServeProblem("the value is empty, too long, or contains a NUL", help: "give it a value or leave it out")
    }
    switch key {
    case .host: host = try Self.host(text)
    case .port: port = try Self.port(text)
    case .readyFile: readyFile = text
    case .store: store = try Self.store(text)
    case .account: accounts.append(try account(text))
    case .partition: partition = try Self.partition(text)
    case .region: region = try Self.region(text)
    case .play: played.append(try issuer(text))
    case .scp: serviceControl.append(text)
    case .rcp: resourceControl.append(text)
    case .upstream: upstreams.append(try upstream(text))
    case .caFile: caFile = text
    case .fetchIssuers: fetchesIssuers = try Self.flag(text)
    case .allowPrivateIssuers: allowsPrivateIssuers = try Self.flag(text)
    case .strictRegions: hasStrictRegions = try Self.flag(text)
    case .logLevel: logLevel = try Self.logLevel(text)
    }
  }

  /// These options, and where they say nothing what `other` says; a list is taken from one of the two.
  package func over(_ other: ServeOptions) -> ServeOptions {
    var options = other
    options.host = host ?? other.host
    options.port = port ?? other.port
    options.readyFile = readyFile ?? other.readyFile
    options.store = store ?? other.store
    options.accounts = accounts.isEmpty ? other.accounts : accounts
    options.partition = partition ?? other.partition
    options.region = region ?? other.region
    options.played = played.isEmpty ? other.played : played
    options.serviceControl = serviceControl.isEmpty ? other.serviceControl : serviceControl
    options.resourceControl = resourceControl.isEmpty ? other.resourceControl : resourceControl
    options.upstreams = upstreams.isEmpty ? other.upstreams : upstreams
    options.caFile = caFile ?? other.caFile
    options.fetchesIssuers = fetchesIssuers ?? other.fetchesIssuers
    options.allowsPrivateIssuers = allowsPrivateIssuers ?? other.allowsPrivateIssuers
    options.hasStrictRegions = hasStrictRegions ?? other.hasStrictRegions
    options.logLevel = logLevel ?? other.logLevel
    return options
  }
}
