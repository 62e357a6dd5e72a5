package import KeylessSource

/// A value that is there, empty only where `written` was asked; what it says may be unknown.
package struct Text: Hashable, Sendable {
  /// Nil where nobody knows it.
  package let value: String?
  package let input: InputName
  package let place: SourceSpan?
  private let reason: String

  init(_ value: String?, _ input: InputName, reason: String = "", at place: SourceSpan?) {
    self.value = value
    self.input = input
    self.reason = reason
    self.place = place
  }

  /// What it says, where a decision depends on it.
  package func known() throws(UnknownInput) -> String {
    guard let value else { throw UnknownInput(input, reason, at: place) }
    return value
  }
}
