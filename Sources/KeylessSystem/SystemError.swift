/// A failure of the machine: what was being done, to what, and why it failed.
package struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable {
    case fileUnreadable, fileTooLarge, fileUnwritable, directoryUnusable
    case network, responseTooLarge
    case commandNotFound, commandNotRunnable
  }

  package var code: Code
  package var description: String

  package init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
