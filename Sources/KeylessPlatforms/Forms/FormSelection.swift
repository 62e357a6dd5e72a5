/// Which of a platform's forms are meant: they depend on the issuer, the server's version and the project's subject
/// settings.
package struct FormSelection: Hashable, Sendable {
  /// Nil: the platform's default issuer.
  package var issuer: String?
  /// GitLab's `ci_id_token_sub_claim_components`, GitHub's `include_claim_keys`; nil: the default subject.
  package var subjectTemplate: [String]?
  /// GitHub; nil: every layout the issuer has.
  package var subjectLayout: SubjectLayout?
  /// Nil: the newest.
  package var serverVersion: ServerVersion?

  package init(
    issuer: String? = nil,
    subjectTemplate: [String]? = nil,
    subjectLayout: SubjectLayout? = nil,
    serverVersion: ServerVersion? = nil
  ) {
    self.issuer = issuer
    self.subjectTemplate = subjectTemplate
    self.subjectLayout = subjectLayout
    self.serverVersion = serverVersion
  }
}
