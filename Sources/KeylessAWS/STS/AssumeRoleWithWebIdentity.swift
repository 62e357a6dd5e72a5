/// Trades a job's token for credentials of a role; the one call of the handshake, and it is unsigned.
package enum AssumeRoleWithWebIdentity {
  package static let action = "AssumeRoleWithWebIdentity"

  /// What the caller asks for.
  ///
  /// There are no tags and no source identity here; those come from token claims.
  package struct Input: Sendable {
    package var roleARN: String
    package var sessionName: String
    package var token: WebIdentityToken
    /// Only for OAuth access tokens of Login with Amazon and Facebook; must be absent for OIDC.
    package var providerID: String?
    package var policyARNs: [String]
    package var policy: String?
    /// Absent means 3600, whatever the role's maximum is.
    package var durationSeconds: Int?

    package init(
      roleARN: String,
      sessionName: String,
      token: WebIdentityToken,
      providerID: String? = nil,
      policyARNs: [String] = [],
      policy: String? = nil,
      durationSeconds: Int? = nil
    ) {
      self.roleARN = roleARN
      self.sessionName = sessionName
      self.token = token
      self.providerID = providerID
      self.policyARNs = policyARNs
      self.policy = policy
      self.durationSeconds = durationSeconds
    }
  }

  /// What STS answers.
  package struct Output: Equatable, Sendable {
    package var subject: String
    package var audience: String
    package var assumedRoleARN: String
    /// The role's unique id, a colon, the session name.
    package var assumedRoleID: String
    package var credentials: Credentials
    package var sourceIdentity: String?
    /// The token's `iss`; AWS may send the provider's ARN instead (disputed).
    package var provider: String
    package var packedPolicySize: Int?

    package init(
      subject: String,
      audience: String,
      assumedRoleARN: String,
      assumedRoleID: String,
      credentials: Credentials,
      sourceIdentity: String? = nil,
      provider: String,
      packedPolicySize: Int? = nil
    ) {
      self.subject = subject
      self.audience = audience
      self.assumedRoleARN = assumedRoleARN
      self.assumedRoleID = assumedRoleID
      self.credentials = credentials
      self.sourceIdentity = sourceIdentity
      self.provider = provider
      self.packedPolicySize = packedPolicySize
    }
  }
}
