/// A failure of the machine: what was being done, to what, and why it failed.
package struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable {
    case fileUnreadable, fileForbidden, fileTooLarge, fileUnwritable, directoryUnusable
    /// A part of a path is no directory, so nothing can be there.
    case notADirectory
    case network, responseTooLarge
    /// The exchange did not end within its deadline.
    case timedOut
    /// The URL leads, or its name resolves, to where the request may not go.
    case addressRefused
    /// The other side's certificate is not one that this machine or the given roots trust, or is another host's.
    case certificateUntrusted
    case certificateUnreadable
    case commandNotFound, commandNotRunnable
  }

  package var code: Code
  package var description: String

  package init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
