package import KeylessPolicy
package import KeylessSource

/// A policy that a role has, inline or attached.
package struct GrantedPolicy: Sendable {
  /// Name or ARN.
  package var name: String
  /// Nil when its text is not known here.
  package var document: PolicyDocument?
  /// Where it is granted: the attachment, or the inline policy.
  package var span: SourceSpan

  package init(name: String, document: PolicyDocument?, span: SourceSpan) {
    self.name = name
    self.document = document
    self.span = span
  }
}
