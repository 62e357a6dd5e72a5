/// One shape of issuer URL that a platform has, for people and for messages.
package struct IssuerForm: Hashable, Sendable {
  package let title: String
  /// With `<placeholders>`.
  package let url: String
  /// Whether one URL serves tenants who do not trust each other.
  package let isShared: Bool
  package let evidence: Evidence

  init(_ title: String, _ url: String, isShared: Bool, evidence: Evidence = .documented) {
    self.title = title
    self.url = url
    self.isShared = isShared
    self.evidence = evidence
  }
}
