/// What one call to the local AWS was, who made it and how it ended: the material of transcripts and of the access log.
///
/// It holds names and reasons, never a token, a key or a signature.
package struct CallRecord: Hashable, Sendable {
  /// `sts`, `iam`, … as the client named it; `unknown` when nothing in the request says.
  package var service: String
  /// `AssumeRoleWithWebIdentity`, or method and path for services that do not name their actions.
  package var action: String
  package var caller: Caller
  package var outcome: Outcome
  /// Set when the call presented a web identity token, also when it was refused.
  package var token: PresentedToken?
  /// How a signed call was decided, in words: which kind of policy allowed or denied what.
  package var findings: [String] = []

  package init(
    service: String,
    action: String,
    caller: Caller,
    outcome: Outcome,
    token: PresentedToken? = nil
  ) {
    self.service = service
    self.action = action
    self.caller = caller
    self.outcome = outcome
    self.token = token
  }

  package enum Caller: Hashable, Sendable {
    /// The call carried no credentials.
    case unsigned
    /// Signed by a session that this server issued; the signature was verified.
    case session(arn: String, accessKeyID: String)
    /// Signed with a long-term key of a user, or with a session of one; the signature was verified.
    case user(arn: String, accessKeyID: String)
    /// Signed, but not by anybody this server can vouch for.
    case unverified(accessKeyID: String)
  }

  package enum Outcome: Hashable, Sendable {
    /// Answered; for an exchange or an identity call, the ARN that the client was told.
    case answered(identity: String?)
    /// Refused with AWS's code and message; the reason is ours and goes to logs only.
    case refused(code: String, message: String, reason: String)
  }

  /// The parts of a presented token that identify it without being it.
  package struct PresentedToken: Hashable, Sendable {
    package var issuer: String?
    package var subject: String?
    /// The `jti` claim, when it is a string.
    package var tokenID: String?
    package var roleARN: String

    package init(issuer: String?, subject: String?, tokenID: String?, roleARN: String) {
      self.issuer = issuer
      self.subject = subject
      self.tokenID = tokenID
      self.roleARN = roleARN
    }
  }
}
