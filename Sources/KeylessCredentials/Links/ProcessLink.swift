import KeylessChain
import KeylessSystem

/// `credential_process`: a command that writes credentials to its standard output.
///
/// It runs as the tool runs it: split into words for botocore, else by a shell; with the variables of the machine that is
/// looked at, for at most a minute and 64 KiB. No message names it: its arguments, and variables before it, may be secret.
struct ProcessLink {
  private let exchange: CredentialExchange
  static let limits = ProcessLimits(seconds: 60, bytes: 1 << 16)

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials(_ command: String) async throws -> ObtainedCredentials {
    guard exchange.programs == .run else {
      throw LinkProblem(
        "`credential_process` would run a program, which is done for this machine's own files only, and for none "
          + "that a configuration names"
      )
    }
    let request = ProcessRequest(
      command: try words(command),
      environment: try environment(),
      directory: exchange.situation.machine.directory
    )
    let output: ProcessOutput
    do {
      output = try await exchange.system.capture(request, Self.limits)
    } catch let error as SystemError { throw LinkProblem(Self.clause(error.code)) }
    guard output.result == .exited(0) else {
      throw LinkProblem("the command of `credential_process` ended with status \(output.result.shellStatus)")
    }
    do {
      return try CredentialDocument(output.bytes, .process, now: exchange.system.now()).obtained
    } catch { throw LinkProblem("what the command of `credential_process` wrote \(error.clause)") }
  }

  private func words(_ command: String) throws -> [String] {
    guard !command.utf8.contains(0) else { throw LinkProblem("the command of `credential_process` holds a NUL") }
    if exchange.tool.runsProcessInShell { return ["/bin/sh", "-c", command] }
    guard let words = ShellWords.split(command), words.first?.isEmpty == false else {
      throw LinkProblem("the command of `credential_process` has a quote that is not closed, or no word")
    }
    return words
  }

  private func environment() throws -> [String: String] {
    let machine = exchange.situation.machine.environment
    var environment: [String: String] = [:]
    for name in machine.names {
      switch machine[name] {
      case .value(let value, _): environment[name] = value
      case .absent: break
      case .opaque(let reason, let place), .unknown(let reason, let place):
        throw UnknownInput(.variable(name), reason, at: place)
      }
    }
    return environment
  }

  private static func clause(_ code: SystemError.Code) -> String {
    let command = "the command of `credential_process`"
    return switch code {
    case .timedOut: "\(command) did not end within \(limits.seconds) s and was killed"
    case .responseTooLarge: "\(command) wrote more than \(limits.bytes) bytes and was killed"
    case .commandNotFound: "\(command) names a program that is not there"
    default: "\(command) could not be run"
    }
  }
}
