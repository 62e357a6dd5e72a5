import ArgumentParser
import KeylessAnswers

/// `keyless explain`.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a role lets one pipeline in or not, and what would flip it.",
    discussion: """
      FILE is a trust policy, one role, or an account dump. The pipeline is a token in a file, facts, or a CloudTrail event.
      With --batch: JSON lines on standard input (docs/batch.md).

      Exit status: 0 let in, 1 refused, 2 usage, 3 failure.
      """
  )

  @Argument(help: "The trust policy or role; `-` for standard input.")
  var file: String?

  @Option(help: "The role, when the file holds several.")
  var role: String?

  @Option(help: "The file that holds the token; its signature is not checked.")
  var token: String?

  @Option(help: "A CloudTrail event of AssumeRoleWithWebIdentity, as a JSON file.")
  var event: String?

  @Option(name: .customLong("fact"), help: "A fact NAME=VALUE of the pipeline; repeat it for more.")
  var facts: [String] = []

  @Option(help: "Whose pipeline it is.")
  var platform: String?

  @Option(help: "The issuer, where it is not the platform's own.")
  var issuer: String?

  @Option(help: "The audience of the token. (default: sts.amazonaws.com)")
  var audience: String?

  @Option(help: "text or json.")
  var format: ExplainVerb.Format = .text

  @Flag(help: "Answer JSON lines from standard input, one line each.")
  var batch = false

  func validate() throws {
    if batch == (file != nil) {
      throw ValidationError(
        batch ? "--batch reads its questions from standard input alone" : "name a trust policy or a role"
      )
    }
  }

  func run() async throws {
    if batch {
      try await BatchVerb(.explain).run(Machine.system())
      return
    }
    var verb = ExplainVerb()
    verb.file = file ?? ""
    verb.role = role
    verb.token = token
    verb.event = event
    verb.facts = facts
    verb.platform = platform
    verb.issuer = issuer
    verb.audience = audience
    verb.format = format
    throw ExitCode(try verb.run(Machine.system()))
  }
}

extension ExplainVerb.Format: ExpressibleByArgument {}
