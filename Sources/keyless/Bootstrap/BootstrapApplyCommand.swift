import ArgumentParser
import KeylessBootstrap

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
