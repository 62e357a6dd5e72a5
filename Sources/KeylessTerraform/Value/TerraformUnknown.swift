package import KeylessSource

/// What cannot be known from the configuration, why, and where that begins.
package struct TerraformUnknown: Hashable, Sendable {
  /// A clause: ``the variable `repo` has no value``.
  package var reason: String
  /// The place the reason is about: a declaration, a data source, a call.
  package var span: SourceSpan
  /// What Terraform would refuse outright, which `try` and `can` notice.
  package var isError: Bool

  /// The reason of all that a root does not come to any more.
  package static let exhausted = "evaluating this configuration takes more work than is done"

  package init(_ reason: String, at span: SourceSpan, isError: Bool = false) {
    self.reason = reason
    self.span = span
    self.isError = isError
  }
}
