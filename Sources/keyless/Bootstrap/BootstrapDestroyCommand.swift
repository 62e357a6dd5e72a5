import ArgumentParser
import KeylessBootstrap

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
