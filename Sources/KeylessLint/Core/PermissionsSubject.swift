package import KeylessAWSHalf
package import KeylessReach

/// One role with what it may do, and who gets in: what the rules of permissions look at.
package struct PermissionsSubject {
  package let role: AWSRole
  /// One per issuer whose platform is known; empty where the trust policy cannot be judged.
  package let answers: [ReachAnswer]
  /// Nil where the trust policy cannot be judged.
  package let trust: TrustSubject?

  package init(role: AWSRole, trust: TrustSubject?) {
    self.role = role
    answers = trust?.answers ?? []
    self.trust = trust
  }
}
