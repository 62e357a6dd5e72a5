import ArgumentParser
import KeylessBootstrap

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
