/// A failure of the server itself: what was being done, and why it failed.
package struct ServerError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable {
    case noRandomness, cannotListen
    /// The accounts cannot be opened or kept; the description is the store's own.
    case store
    /// An option, or what it leads to, says what cannot be; the description may hold rendered diagnostics.
    case usage
  }

  package var code: Code
  package var description: String

  package init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
