/// `AssumeRoleWithWebIdentity` with a token that is in a file or, in Terraform's block, in the configuration.
package struct WebIdentityPlan: Hashable, Sendable {
  package enum Token: Hashable, Sendable {
    /// The path as the tool opens it: expanded where the tool expands, else as it is written.
    case file(String)
    case text(TextOrigin)
  }

  /// Nil where the value is known to be set and nobody knows what it says.
  package var roleARN: String?
  package var token: Token
  /// Nil where the tool makes one up.
  package var sessionName: String?
  /// What Terraform's block says beside; no profile and no variable can.
  package var session = SessionPlan()

  package init(roleARN: String?, token: Token, sessionName: String?) {
    self.roleARN = roleARN
    self.token = token
    self.sessionName = sessionName
  }
}
