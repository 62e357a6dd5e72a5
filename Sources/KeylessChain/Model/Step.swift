package import KeylessSource

/// One link that did not fire, and why.
package struct Step: Hashable, Sendable {
  package let kind: LinkKind
  /// As in "`AWS_ACCESS_KEY_ID` is not set".
  package let reason: String
  package let place: SourceSpan?

  package init(_ kind: LinkKind, _ reason: String, at place: SourceSpan? = nil) {
    self.kind = kind
    self.reason = ShownText.withoutSecrets(reason)
    self.place = place
  }
}
