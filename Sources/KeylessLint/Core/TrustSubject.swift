package import KeylessAWSHalf
package import KeylessPolicy
package import KeylessReach

/// One role's trust policy with who gets in: what the rules of the trust policy look at.
package struct TrustSubject: Sendable {
  package let role: AWSRole
  /// The policy; where parts of it are unknown, the one that admits the most.
  package let document: PolicyDocument
  /// What is unknown of it; empty when `document` is exact.
  package let unknowns: [UnknownPlace]
  package let question: TrustQuestion
  /// One per issuer whose platform is known, with every audience that the provider takes.
  package let answers: [ReachAnswer]
  /// Whether nothing is known that lets the role write; findings are one step lower then.
  package let isReadOnly: Bool
  /// The providers of the same half.
  package let providers: [AWSProvider]

  package init(
    role: AWSRole,
    document: PolicyDocument,
    unknowns: [UnknownPlace],
    question: TrustQuestion,
    answers: [ReachAnswer],
    isReadOnly: Bool,
    providers: [AWSProvider]
  ) {
    self.role = role
    self.document = document
    self.unknowns = unknowns
    self.question = question
    self.answers = answers
    self.isReadOnly = isReadOnly
    self.providers = providers
  }

  /// The answers of this policy with other statements: how a rule asks what one value or one statement is worth.
  ///
  /// Throws `TooComplex`, and what `TrustQuestion` throws.
  package func answers(with statements: [Statement], universes: Universes = Universes()) throws -> [ReachAnswer] {
    var document = document
    document.statements = statements
    return try TrustQuestion(document).answers(audiences: nil, owners: Owners(), universes: universes)
  }
}
