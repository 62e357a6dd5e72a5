import ArgumentParser
import KeylessBootstrap

/// `keyless bootstrap import`.
struct BootstrapImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write the account's roles that pipelines can assume as a keyless.yaml.",
    discussion: """
      A role is written down only when the generated trust policy is proved to let in the same pipelines; every other role
      is listed with the reason.

      Exit status: 0, 1 a role was left out, 2 usage, 3 failure.
      """
  )

  @Option(name: .customLong("expect-account"), help: "Go on only when the credentials are of this account.")
  var expectedAccount: String?

  @Option(help: "The partition: aws, aws-cn, aws-us-gov.")
  var partition = "aws"

  @Option(help: "Only roles that trust this issuer.")
  var issuer: String?

  @Option(help: "Only roles for this audience.")
  var audience: String?

  @Option(name: .shortAndLong, help: "A new file to write; standard output without it.")
  var output: String?

  func run() async throws {
    var verb = BootstrapImportVerb()
    verb.expectedAccount = expectedAccount
    (verb.partition, verb.issuer, verb.audience, verb.output) = (partition, issuer, audience, output)
    throw ExitCode(try await verb.run(Machine.system()))
  }
}
