import ArgumentParser
import KeylessBootstrap

/// `keyless bootstrap` and what it can do to an account.
struct BootstrapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bootstrap",
    abstract: "Make the AWS half of a keyless.yaml: as Terraform, as JSON, or through the IAM API.",
    discussion: """
      Without a subcommand it writes a Terraform module, or with `--format json` the documents themselves, once they are
      proved to let in exactly whom the intent says.

      For the subcommands that call AWS the credentials are the caller's own, from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN; the
      endpoint is AWS's, or AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_IAM and AWS_ENDPOINT_URL_STS.
      """,
    subcommands: [
      BootstrapModuleCommand.self, BootstrapPlanCommand.self, BootstrapApplyCommand.self, BootstrapDriftCommand.self,
      BootstrapDestroyCommand.self,
      BootstrapImportCommand.self,
    ],
    defaultSubcommand: BootstrapModuleCommand.self
  )
}

/// `keyless bootstrap` alone.
struct BootstrapModuleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "module",
    abstract: "Write the AWS half as code (the default).",
    discussion: "Exit status: 0, 1 files there are not as keyless wrote them, 2 usage, 3 failure."
  )

  @Argument(help: "A keyless.yaml, or the folder that holds it.")
  var path: String = "."

  @Option(help: "terraform, or json.")
  var format: BootstrapModuleVerb.Format = .terraform

  @Option(name: .customLong("out"), help: "The folder to write into; `aws` beside the intent without it.")
  var output: String?

  @Flag(help: "Overwrite files that were edited.")
  var force = false

  func run() async throws {
    var verb = BootstrapModuleVerb(path: path)
    (verb.format, verb.output, verb.force) = (format, output, force)
    throw ExitCode(try await verb.run(Machine.system()))
  }
}

extension BootstrapModuleVerb.Format: ExpressibleByArgument {}

/// What every subcommand asks for.
struct BootstrapOptions: ParsableArguments {
  @Argument(help: "A keyless.yaml, or the folder that holds it.")
  var path: String = "."

  @Option(name: .customLong("expect-account"), help: "Go on only when the credentials are of this account.")
  var expectedAccount: String?
}

/// `keyless bootstrap plan`.
struct BootstrapPlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what apply would do: who would get in, the documents, the calls.",
    discussion: "Exit status: 0, 2 usage, 3 the plan cannot be carried out."
  )

  @OptionGroup
  var options: BootstrapOptions

  @Flag(help: "Take over roles that keyless did not make.")
  var adopt = false

  func run() async throws {
    var verb = BootstrapPlanVerb(path: options.path)
    verb.expectedAccount = options.expectedAccount
    verb.adopts = adopt
    throw ExitCode(try await verb.run(Machine.system()))
  }
}

/// `keyless bootstrap apply`.
struct BootstrapApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Make the account hold what the intent says; run it again after an interruption.",
    discussion: """
      It asks first. With --yes nobody is asked, and what widens access or permissions of something that is there already
      is refused unless --allow-widening is given; making what was not there is what the intent asks for.

      Exit status: 0 done, 1 refused or not agreed to, 2 usage, 3 failure.
      """
  )

  @OptionGroup
  var options: BootstrapOptions

  @Flag(help: "Take over roles that keyless did not make.")
  var adopt = false

  @Flag(help: "Ask nobody.")
  var yes = false

  @Flag(name: .customLong("allow-widening"), help: "With --yes: also do what widens access or permissions.")
  var allowWidening = false

  func validate() throws {
    guard yes || !allowWidening else { throw ValidationError("--allow-widening goes with --yes") }
  }

  func run() async throws {
    var verb = BootstrapApplyVerb(path: options.path)
    verb.expectedAccount = options.expectedAccount
    (verb.adopts, verb.isYes, verb.allowsWidening) = (adopt, yes, allowWidening)
    throw ExitCode(try await verb.run(Machine.system()))
  }
}

/// `keyless bootstrap drift`.
struct BootstrapDriftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Show where the account differs from the intent.",
    discussion: "Exit status: 0 it does not, 1 it does, 2 usage, 3 failure."
  )

  @OptionGroup
  var options: BootstrapOptions

  func run() async throws {
    var verb = BootstrapDriftVerb(path: options.path)
    verb.expectedAccount = options.expectedAccount
    throw ExitCode(try await verb.run(Machine.system()))
  }
}

/// `keyless bootstrap destroy`.
struct BootstrapDestroyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "destroy",
    abstract: "Remove what keyless made of the intent, and nothing else.",
    discussion: "Exit status: 0 done, 1 not agreed to, 2 usage, 3 failure."
  )

  @OptionGroup
  var options: BootstrapOptions

  @Option(
    name: .customLong("role"),
    help: "Only this role, also one that the intent no longer names; repeat it for more."
  )
  var roles: [String] = []

  @Flag(help: "Ask nobody.")
  var yes = false

  func run() async throws {
    var verb = BootstrapDestroyVerb(path: options.path)
    verb.expectedAccount = options.expectedAccount
    (verb.roles, verb.isYes) = (roles, yes)
    throw ExitCode(try await verb.run(Machine.system()))
  }
}

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
