package import KeylessSource

/// `name = value`.
package struct HCLAttribute: Sendable {
  package var name: Located<String>
  package var value: HCLExpression
  /// From the name to the value's end.
  package var span: SourceSpan

  package init(name: Located<String>, value: HCLExpression, span: SourceSpan) {
    self.name = name
    self.value = value
    self.span = span
  }
}
