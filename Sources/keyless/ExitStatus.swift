import ArgumentParser
import KeylessAnswers
import KeylessBootstrap
import KeylessCheck
import KeylessOIDC
import KeylessPlatforms
import KeylessRehearsal
import KeylessServer
import KeylessSource
import KeylessSystem

/// What a status of keyless means: 0 clean, 1 findings or refused, 2 usage, 3 failure; a command's own is passed on.
enum ExitStatus {
  static let refused: Int32 = 1
  static let usage: Int32 = 2
  static let failure: Int32 = 3
  /// As a shell has them: found but not runnable, and not found.
  static let notRunnable: Int32 = 126
  static let notFound: Int32 = 127

  static func exit(for error: any Error, _ system: System) -> Never {
    if let code = error as? ExitCode { Keyless.exit(withError: code) }
    if let status = status(of: error) {
      let message = (error as? TokenRefusal)?.reason ?? "\(error)"
      // Diagnostics come rendered, each with its own place; everything else says who is speaking.
      system.printError(printable(message.hasPrefix("error[") ? message : "keyless: \(message)"))
      Keyless.exit(withError: ExitCode(status))
    }
    let code = Keyless.exitCode(for: error)
    guard code.isSuccess else {
      system.printError(printable(Keyless.fullMessage(for: error)))
      // ArgumentParser knows only its own errors; anything else is a failure of ours.
      Keyless.exit(withError: ExitCode(code == .validationFailure ? usage : failure))
    }
    system.printOutput(Keyless.fullMessage(for: error) + "\n")
    Keyless.exit(withError: ExitCode(0))
  }

  /// A message may quote the command line or a file: no line of it moves the cursor, and no token is repeated.
  private static func printable(_ message: String) -> String {
    let lines = TokenRedaction.redacting(message).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { TerminalText.escaping(String($0)) }.joined(separator: "\n") + "\n"
  }

  /// Nil for errors that ArgumentParser renders itself.
  private static func status(of error: any Error) -> Int32? {
    switch error {
    case let error as RehearsalError: error.code == .usage ? usage : failure
    case let error as ServerError: error.code == .usage ? usage : failure
    case let error as CheckError: error.code == .usage ? usage : failure
    case let error as AnswerError: error.code == .usage ? usage : failure
    case let error as BootstrapError:
      switch error.kind {
      case .refused: refused
      case .usage: usage
      case .failure: failure
      }
    case is WhoError: usage
    case is PlatformError: usage
    case is TokenRefusal: refused
    case let error as SystemError:
      switch error.code {
      case .commandNotFound: notFound
      case .commandNotRunnable: notRunnable
      default: failure
      }
    case is KeyError: failure
    default: nil
    }
  }
}
