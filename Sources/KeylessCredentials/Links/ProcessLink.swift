import KeylessChain
import KeylessSystem

/// `credential_process`: a command that writes credentials to its standard output.
///
/// The command is split into words as a shell does, and run without one; a minute and 64 KiB are all it gets.
struct ProcessLink {
  private let exchange: CredentialExchange
  static let limits = ProcessLimits(seconds: 60, bytes: 1 << 16)

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials(_ command: String) async throws -> ObtainedCredentials {
    guard let words = CommandWords.split(command), let program = words.first else {
      throw ExchangeError(.process, "the command of `credential_process` has a quote that is not closed, or no word")
    }
    // The arguments may hold secrets: only the program is named.
    let request = ProcessRequest(
      command: words,
      environment: exchange.system.environment,
      directory: exchange.situation.machine.directory
    )
    let output = try await exchange.system.capture(request, Self.limits)
    guard output.result == .exited(0) else {
      throw ExchangeError(.process, "`\(program)` ended with status \(output.result.shellStatus)")
    }
    do {
      return try CredentialDocument(output.bytes, .process, now: exchange.system.now()).obtained
    } catch { throw ExchangeError(.process, "what `\(program)` wrote \(error.clause)") }
  }
}
