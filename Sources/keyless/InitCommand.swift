import ArgumentParser
import KeylessBootstrap

/// `keyless init`.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Begin a keyless.yaml: which pipelines of a project may become which role.",
    discussion: """
      What no flag says is taken from a token's claims, the variables of the CI job it runs in, or the git remote, and
      then asked for. Without the immutable ids it writes an intent that goes by names, says what that risks, and exits 1.

      Exit status: 0, 1 names alone, or the file is there; 2 usage, 3 failure.
      """
  )

  @Option(help: "gitlab or github.")
  var platform: String?

  @Option(help: "group/project, or owner/repository.")
  var project: String?

  @Option(help: "The 12 digits of the AWS account.")
  var account: String?

  @Option(name: [.customLong("project-id"), .customLong("repo-id")], help: "The project's or repository's id.")
  var projectID: String?

  @Option(name: [.customLong("namespace-id"), .customLong("owner-id")], help: "The namespace's or owner's id.")
  var ownerID: String?

  @Option(help: "The `iss` of the tokens, for an instance of your own.")
  var issuer: String?

  @Option(name: .customLong("from-claims"), help: "A JSON file with the claims of one of the project's tokens.")
  var claims: String?

  @Option(help: "The region the jobs work in.")
  var region: String?

  @Option(help: "plan-apply, or release-signer.")
  var preset: InitVerb.Preset = .planApply

  @Option(name: .customLong("state-bucket"), help: "With plan-apply: the bucket that keeps the Terraform state.")
  var stateBucket: String?

  @Option(name: .customLong("kms-key"), help: "With release-signer: the ARN of the key that signs.")
  var kmsKey: String?

  @Option(name: .shortAndLong, help: "The file to write.")
  var output = "keyless.yaml"

  @Flag(help: "Replace the file if it is there.")
  var force = false

  func run() async throws {
    var verb = InitVerb()
    (verb.flags.platform, verb.flags.project, verb.flags.issuer) = (platform, project, issuer)
    (verb.flags.projectID, verb.flags.ownerID) = (projectID, ownerID)
    (verb.account, verb.region, verb.claimsFile) = (account, region, claims)
    (verb.preset, verb.stateBucket, verb.kmsKey) = (preset, stateBucket, kmsKey)
    (verb.path, verb.force) = (output, force)
    throw ExitCode(try await verb.run(Machine.system()))
  }
}

extension InitVerb.Preset: ExpressibleByArgument {}
