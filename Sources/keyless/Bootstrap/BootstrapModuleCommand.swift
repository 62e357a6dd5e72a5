import ArgumentParser
import KeylessBootstrap

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
