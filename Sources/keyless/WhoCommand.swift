import ArgumentParser
import KeylessAnswers

/// `keyless who`.
struct WhoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "who",
    abstract: "Say who can get in: the exact set of pipelines that a trust policy lets in.",
    discussion: """
      FILE is a trust policy, one role, or what `aws iam get-account-authorization-details` prints.
      With --from: every role that one pipeline reaches. With --batch: JSON lines on standard input (docs/batch.md).

      Exit status: 0, or 1 when the reach differs from --intent; 2 usage, 3 failure.
      """
  )

  @Argument(help: "Trust policies, roles or account dumps; `-` for standard input.")
  var files: [String] = []

  @Option(help: "The ready file of a running `keyless serve`: ask about its roles.")
  var server: String?

  @Option(help: "Only this role, by name or ARN.")
  var role: String?

  @Option(help: "Whose tokens an issuer mints, where its URL does not say it.")
  var platform: String?

  @Option(help: "The issuer, where the policy's principal does not say it.")
  var issuer: String?

  @Option(name: .customLong("audience"), help: "A client id of the provider; repeat it for more. Without it: any.")
  var audiences: [String] = []

  @Option(name: .customLong("owner"), help: "A namespace that is yours; repeat it for more.")
  var owners: [String] = []

  @Option(
    name: .customLong("sub-template"),
    help: "The custom subject of your projects, KEY,KEY: it is minted for your contributors too."
  )
  var subjectTemplate: String?

  @Option(name: .customLong("rcp"), help: "A resource control policy above the account; repeat it for more.")
  var resourceControl: [String] = []

  @Option(help: "A keyless.yaml: say who gets in that should not, and who should and does not.")
  var intent: String?

  @Option(name: .customLong("from"), help: "A fact NAME=VALUE of one pipeline; repeat it. Lists the roles it reaches.")
  var from: [String] = []

  @Option(help: "text, json, or csv with --from.")
  var format: WhoVerb.Format = .text

  @Flag(help: "Answer JSON lines from standard input, one line each.")
  var batch = false

  func validate() throws {
    if batch, !files.isEmpty || server != nil || !from.isEmpty || intent != nil {
      throw ValidationError("--batch reads its questions from standard input alone")
    }
  }

  func run() async throws {
    if batch {
      try await BatchVerb(.who).run(Machine.system())
      return
    }
    var verb = WhoVerb()
    verb.files = files
    verb.server = server
    verb.subjectTemplate = subjectTemplate?.split(separator: ",").map(String.init) ?? []
    verb.role = role
    verb.platform = platform
    verb.issuer = issuer
    verb.audiences = audiences
    verb.owners = owners
    verb.resourceControl = resourceControl
    verb.intent = intent
    verb.from = from
    verb.format = format
    throw ExitCode(try await verb.run(Machine.system()))
  }
}

extension WhoVerb.Format: ExpressibleByArgument {}
