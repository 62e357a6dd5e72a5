package import KeylessChain
import KeylessSource

/// A link that fired and then gave no credentials: which one, where its deciding line is, what was asked, and what was wrong.
package struct ExchangeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Nil where no link was asked.
  package let link: LinkKind?
  package let description: String
  /// Enough for STS's longest sentence; a hostile answer may be of any size.
  private static let longest = 2000

  /// `clause` may hold what others wrote, and no secret.
  init(_ link: Link, _ clause: String) {
    self.link = link.kind
    description = "\(link.kind.rawValue) (\(Self.bounded(link.origin.words))): \(Self.bounded(clause))"
  }

  init(_ description: String) {
    link = nil
    self.description = Self.bounded(description)
  }

  /// Tokens are looked for before the cut, which could leave half of one; in no more of the text than can matter.
  private static func bounded(_ text: String) -> String {
    let (read, isRead) = prefix(text, 4 * longest)
    let (shown, isShown) = prefix(ShownText.withoutSecrets(read, showingKeyIDs: true), longest)
    return TerminalText.escaping(shown) + (isRead && isShown ? "" : "…")
  }

  private static func prefix(_ text: String, _ count: Int) -> (start: String, isWhole: Bool) {
    let start = text.unicodeScalars.prefix(count)
    return (String(String.UnicodeScalarView(start)), start.endIndex == text.unicodeScalars.endIndex)
  }
}
