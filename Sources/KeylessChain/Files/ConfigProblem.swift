package import KeylessSource

/// Something that is wrong in a config file, with its place.
package struct ConfigProblem: Hashable, Sendable {
  /// In the tool's words where it says any.
  ///
  /// A line that the tool quotes is left out, as it may hold a secret.
  package let text: String
  /// What is wrong, in our words, where the tool's say little.
  package let reason: String?
  package let span: SourceSpan
  /// Whether the tool stops there.
  package let isFatal: Bool

  package init(
    _ text: String,
    because reason: String? = nil,
    at span: SourceSpan,
    isFatal: Bool
  ) {
    self.text = text
    self.reason = reason
    self.span = span
    self.isFatal = isFatal
  }
}
