import ArgumentParser
import KeylessServer

/// `keyless serve`.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run the local AWS until it is stopped.",
    discussion: """
      STS, IAM and the S3 of a Terraform state, strict as AWS: tokens are verified, trust policies judged, signatures \
      checked, and every call is authorised by its caller's real policies. The log on standard error says why.

      Each account has a user `administrator`. Its key is random for each start, or the one in \
      KEYLESS_ADMIN_ACCESS_KEY_ID and KEYLESS_ADMIN_SECRET_ACCESS_KEY. The secret goes to --ready-file or to a terminal.

      SIGINT, SIGTERM and SIGHUP stop the server once it has answered what it had begun to; a second one stops it at once.
      """
  )

  @Option(help: "The address to listen on; other machines can reach any but a loopback one. (default: 127.0.0.1)")
  var host: String?

  @Option(help: "The port to listen on; 0 lets the system choose. (default: 4566)")
  var port: String?

  @Option(
    name: .customLong("ready-file"),
    help: "Write endpoint and administrator's key to this file (JSON, mode 0600) once the server answers."
  )
  var readyFile: String?

  @Option(help: "Where the accounts are kept: memory, or sqlite:PATH. (default: memory)")
  var store: String?

  @Option(help: "An account; repeat it for more, the first is the default one. (default: 111122223333)")
  var account: [String] = []

  @Option(help: "The partition. (default: that of --region, or aws)")
  var partition: String?

  @Option(help: "The region that the server stands for. (default: the partition's own)")
  var region: String?

  @Option(help: "An issuer to play, such as https://gitlab.com: the server signs its tokens; repeat it for more.")
  var play: [String] = []

  @Option(help: "A file with a service control policy that stands above all accounts; repeat it for more.")
  var scp: [String] = []

  @Option(help: "A file with a resource control policy that stands above all accounts; repeat it for more.")
  var rcp: [String] = []

  @Option(
    help: "SERVICE=URL: pass this service's calls on, once they were verified and authorised; repeat it for more."
  )
  var upstream: [String] = []

  @Flag(
    name: .customLong("fetch-issuers"),
    inversion: .prefixedNo,
    help: "Fetch the keys of registered issuers that the server does not play."
  )
  var fetchIssuers: Bool?

  @Option(
    name: .customLong("ca-file"),
    help: "Certificates (PEM) to trust besides the machine's when keys are fetched."
  )
  var caFile: String?

  @Flag(
    name: .customLong("allow-private-issuers"),
    inversion: .prefixedNo,
    help: "Fetch keys from private addresses too."
  )
  var allowPrivateIssuers: Bool?

  @Flag(
    name: .customLong("strict-regions"),
    inversion: .prefixedNo,
    help: "Refuse signatures of STS and IAM for a region that AWS would refuse."
  )
  var strictRegions: Bool?

  @Option(name: .customLong("log-level"), help: "error, warning, info (a line for each call) or debug. (default: info)")
  var logLevel: String?

  @Option(help: "A YAML file with these options as keys; the command line wins.")
  var config: String?

  func validate() throws { _ = try options() }

  func run() async throws {
    let system = try Machine.system()
    try await ServeVerb(options: options(), configurationFile: config).run(system) { ServerLog.logger($0, system) }
  }

  private func options() throws -> ServeOptions {
    var options = ServeOptions()
    let single: [(ServeKey, String?)] = [
      (.host, host), (.port, port), (.readyFile, readyFile), (.store, store), (.partition, partition),
      (.region, region), (.caFile, caFile), (.logLevel, logLevel), (.fetchIssuers, fetchIssuers.map(String.init)),
      (.allowPrivateIssuers, allowPrivateIssuers.map(String.init)), (.strictRegions, strictRegions.map(String.init)),
    ]
    let lists = [
      (ServeKey.account, account), (.play, play), (.scp, scp), (.rcp, rcp), (.upstream, upstream),
    ]
    let given = single.map { ($0.0, $0.1.map { [$0] } ?? []) } + lists
    for (key, values) in given {
      for value in values {
        do {
          try options.take(key, value)
        } catch {
          throw ValidationError("--\(key.rawValue): \(error.message); \(error.help)")
        }
      }
    }
    return options
  }
}
