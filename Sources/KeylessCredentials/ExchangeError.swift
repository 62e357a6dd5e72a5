import KeylessChain

/// A link that fired and then gave no credentials: which, what was asked, and what was wrong.
package struct ExchangeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// As in "web-identity".
  package let link: String
  package let description: String

  init(_ link: LinkKind, _ description: String) {
    self.link = link.rawValue
    self.description = "\(link.rawValue): \(description)"
  }
}
