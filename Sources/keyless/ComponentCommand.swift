import ArgumentParser
import KeylessBootstrap

/// `keyless component`.
struct ComponentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "component",
    abstract: "Write the CI half of a keyless.yaml: how a job's token reaches the AWS SDKs.",
    discussion: """
      For GitLab a component project (by default the folder `component` beside the intent), for GitHub an action and a
      workflow below `.github`.

      Exit status: 0, 1 files there are not as keyless wrote them, 2 usage, 3 failure.
      """
  )

  @Argument(help: "A keyless.yaml, or the folder that holds it.")
  var path: String = "."

  @Option(name: .customLong("out"), help: "The folder to write into.")
  var output: String?

  @Option(name: .customLong("role"), help: "The role that jobs of your own become where they name none.")
  var role: String?

  @Option(name: .customLong("plan-role"), help: "The role that plans.")
  var planRole: String?

  @Option(name: .customLong("apply-role"), help: "The role that applies.")
  var applyRole: String?

  @Flag(help: "Overwrite files that were edited.")
  var force = false

  func run() async throws {
    var verb = ComponentVerb(path: path)
    verb.output = output
    (verb.role, verb.planRole, verb.applyRole) = (role, planRole, applyRole)
    verb.force = force
    throw ExitCode(try await verb.run(Machine.system()))
  }
}
