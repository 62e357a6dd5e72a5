package import KeylessAWSHalf
package import KeylessReach

/// One role with what it may do, and who gets in: what the rules of permissions look at.
package struct PermissionsSubject: Sendable {
  package let role: AWSRole
  /// One per issuer whose platform is known; empty where the trust policy cannot be judged.
  package let answers: [ReachAnswer]

  package init(role: AWSRole, answers: [ReachAnswer]) {
    self.role = role
    self.answers = answers
  }
}
