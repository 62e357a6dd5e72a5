import ArgumentParser
import KeylessBootstrap

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
