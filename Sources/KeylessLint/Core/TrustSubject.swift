package import KeylessAWSHalf
package import KeylessHandshake
package import KeylessPolicy
package import KeylessReach

/// One role's trust policy with who gets in: what the rules of the trust policy look at.
package struct TrustSubject {
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
  private let explained: Explained
  /// Whose tokens the issuers mint, where an issuer alone does not say.
  package let questions: TrustQuestions
  /// Why there are no answers although the platform is known.
  package let tooComplex: TooComplex?
  let universes: Universes

  package init(
    role: AWSRole,
    document: PolicyDocument,
    unknowns: [UnknownPlace],
    question: TrustQuestion,
    answers: [ReachAnswer],
    isReadOnly: Bool,
    providers: [AWSProvider],
    openings: @escaping () throws -> [Opening] = { [] },
    questions: TrustQuestions,
    tooComplex: TooComplex? = nil,
    universes: Universes = Universes()
  ) {
    self.role = role
    self.document = document
    self.unknowns = unknowns
    self.question = question
    self.answers = answers
    self.isReadOnly = isReadOnly
    self.providers = providers
    explained = Explained(openings)
    self.questions = questions
    self.tooComplex = tooComplex
    self.universes = universes
  }

  /// The answers of this policy with other statements: how a rule asks what one value or one statement is worth.
  ///
  /// Throws `TooComplex`, and what `TrustQuestion` throws.
  package func answers(with statements: [Statement]) throws -> [ReachAnswer] {
    var document = document
    document.statements = statements
    guard let question = questions.question(document) else { return [] }
    return try question.answers(audiences: nil, owners: Owners(), universes: universes)
  }

  /// Why more people get in than were meant, by statement; nothing where that is beyond the bounds.
  package var openings: [Opening] { explained.openings }

  /// Why that is not known, if it is not.
  package var openingsFailure: (any Error)? { explained.failure }
}

/// Computed for the first rule that asks, and kept for the others.
private final class Explained {
  private let make: () throws -> [Opening]
  private lazy var result = Result { try make() }

  init(_ make: @escaping () throws -> [Opening]) { self.make = make }

  var openings: [Opening] { (try? result.get()) ?? [] }

  var failure: (any Error)? {
    if case .failure(let error) = result { error } else { nil }
  }
}
