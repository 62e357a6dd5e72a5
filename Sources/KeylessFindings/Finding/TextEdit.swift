package import KeylessSource

/// One replacement in a user's file that is certain to be right and never widens access.
package struct TextEdit: Hashable, Sendable {
  /// What is replaced; an empty range inserts.
  package var span: SourceSpan
  package var text: String

  package init(_ span: SourceSpan, _ text: String) {
    self.span = span
    self.text = text
  }
}
