import KeylessChain

/// A link that fired and then gave no credentials: which, what was asked, and what was wrong.
package struct ExchangeError: Error, Equatable, Sendable, CustomStringConvertible {
  package let description: String

  init(_ link: LinkKind, _ description: String) {
    self.description = "\(link.rawValue): \(description)"
  }

  init(_ description: String) { self.description = description }
}
