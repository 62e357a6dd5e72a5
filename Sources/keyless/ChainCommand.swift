import ArgumentParser
import KeylessChain
import KeylessCheck

/// `keyless chain`.
struct ChainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chain",
    abstract: "Say which link of the credential chain fires in each tool, from which line, and what it shadows.",
    discussion: """
      Looks at the environment, the files in ~/.aws and the Terraform configuration of --dir as each tool would. Without
      --tool: what that configuration signs in with, every provider, backend and remote state by itself; where there is
      no configuration, all tools. No secret is printed; nothing is run and nobody is asked unless --live.

      Exit status: 0; 1 when another link than --expect fires, or when --live is refused; 2 usage, 3 failure.
      """
  )

  @Option(
    help: "One tool: boto3, aws-cli-v2, terraform-provider-v5, go-v2, js-v3, java-v2, ...; a wrong one lists all."
  )
  var tool: String?

  @Flag(help: "The table of all tools.")
  var all = false

  @Option(help: "The folder with the Terraform configuration.")
  var dir = "."

  @Option(help: "A profile that the tool itself is given, as in `aws --profile`.")
  var profile: String?

  @Option(name: .customLong("env-file"), help: "A JSON object of environment variables in the place of this process's.")
  var environmentFile: String?

  @Option(help: "A folder in the place of `/`, to describe another machine's files.")
  var root: String?

  @Option(help: "text or json.")
  var format: ChainFormat = .text

  @Flag(help: "Perform the exchange, and say who one is then.")
  var live = false

  @Option(help: "Perform it against the HTTP traffic recorded in this file.")
  var replay: String?

  @Option(help: "The link that must fire, such as web-identity: exit 1 when another one does.")
  var expect: LinkKind?

  @Option(name: .customLong("var-file"), help: "A .tfvars file in or below --dir; repeat it for more.")
  var variableFiles: [String] = []

  @Option(name: .customLong("var"), help: "NAME=VALUE of a Terraform variable; repeat it for more.")
  var variables: [String] = []

  @Option(
    name: .customLong("backend-config"),
    help: "KEY=VALUE that `terraform init` is given for the backend; repeat it for more."
  )
  var backendConfiguration: [String] = []

  func validate() throws {
    if all, tool != nil { throw ValidationError("--all and --tool exclude each other") }
    if live, replay != nil { throw ValidationError("--live and --replay exclude each other") }
    if live, environmentFile != nil || root != nil {
      throw ValidationError(
        "--live is about this machine: a described one would choose where this one's files go; --replay performs it there"
      )
    }
    if live || replay != nil, all {
      throw ValidationError("--live and --replay are about one tool: name it with --tool")
    }
  }

  func run() async throws {
    var verb = ChainVerb()
    verb.tool = tool
    verb.all = all
    verb.directory = dir
    verb.profile = profile
    verb.environmentFile = environmentFile
    verb.root = root
    verb.format = format
    verb.isLive = live
    verb.replay = replay
    verb.expected = expect
    verb.variableFiles = variableFiles
    verb.variables = variables
    verb.backendConfiguration = backendConfiguration
    let status = try await verb.run(Machine.system())
    if status != 0 { throw ExitCode(status) }
  }
}

extension ChainFormat: ExpressibleByArgument {}
extension LinkKind: ExpressibleByArgument {}
