package import KeylessAWSHalf
package import KeylessReach

/// One role with what it may do, and who gets in: what the rules of permissions look at.
package struct PermissionsSubject {
  package let role: AWSRole
  /// One per issuer whose platform is known; empty where the trust policy cannot be judged.
  package let answers: [ReachAnswer]
  /// Nil where the trust policy cannot be judged.
  package let trust: TrustSubject?

  /// Why nothing could be said, where the trust policy is known and its reach is beyond the bounds.
  package let tooComplex: String?

  package init(role: AWSRole, trust: TrustSubject?, tooComplex: String? = nil) {
    self.role = role
    self.tooComplex = tooComplex
    answers = trust?.answers ?? []
    self.trust = trust
  }
}
