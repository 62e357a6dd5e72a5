import ArgumentParser
import KeylessRehearsal

/// `keyless token inspect`.
struct TokenInspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a token says and what AWS would see of it.",
    discussion:
      "The token is read from a file or from standard input, never from an argument: arguments are visible to others."
  )

  @Argument(help: "The file that holds the token; `-` or nothing for standard input.")
  var file: String = "-"

  @Option(name: .customLong("jwks"), help: "The issuer's key set: check the signature too.")
  var keySet: String?

  @Option(help: "text or json.")
  var format: InspectVerb.Format = .text

  func run() async throws {
    throw ExitCode(try InspectVerb(file: file, keySetFile: keySet, format: format).run(Machine.system()))
  }
}

extension InspectVerb.Format: ExpressibleByArgument {}
