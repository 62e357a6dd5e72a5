package import KeylessSource

/// Something that is wrong in a config file, with its place.
package struct ConfigProblem: Hashable, Sendable {
  /// In the tool's words where it says any.
  package let text: String
  package let span: SourceSpan
  /// Whether the tool stops there.
  package let isFatal: Bool

  package init(_ text: String, at span: SourceSpan, isFatal: Bool) {
    self.text = text
    self.span = span
    self.isFatal = isFatal
  }
}
