package import KeylessFindings
package import KeylessPolicy
package import KeylessReach
package import KeylessSource

/// One reason why a statement of a trust policy lets in more people than its owner meant: who gets in says that it is
/// one and how much it matters, the text says where it stands and what it is called.
package struct Opening: Sendable {
  package let shape: Shape
  /// The people who are farthest away of those who get in by it.
  package let people: PeopleClass
  /// For a role that can write.
  package let severity: FindingSeverity
  package let statement: Statement
  /// By the order in the policy.
  package let number: Int
  package let clause: ConditionClause?
  package let value: Located<ConditionValue>?
  package let witness: Witness?

  /// What is left free, from the whole world down to one branch.
  package enum Shape: Hashable, Sendable {
    case noCondition, noSubject, bareWildcard, anyOwner, ownerPrefix, leadingWildcard
    case everyProject, projectPrefix
    case anyContext, pullRequest, anyBranch, branchPrefix, tagOrBranch, environmentWildcard, contextSuffix
    case customSubject, claimWithoutTenant, negatedTenant
    /// A test that holds where the key is missing; `isNews`: somebody gets in by that.
    case forAllValues(isNews: Bool)
    case ifExists
    case unmapped, wrongIssuer
    case absenceAsked
    /// Tokens for any audience.
    case noAudience
  }

  /// The text that has to change: the value, else the key, else whom the statement trusts.
  package var span: SourceSpan {
    value?.span ?? clause?.key.span ?? statement.principal?.span ?? statement.span
  }

  package var cause: String {
    guard let clause else { return Cause.of(statement) }
    return value.map { Cause.of(clause, $0.value) } ?? Cause.of(clause)
  }

  /// As it is written, for a message.
  package var written: String {
    if let value { return value.value.text }
    return clause?.key.value.name ?? ""
  }
}

extension PeopleClass {
  /// Strangers first.
  package var distance: Int {
    switch self {
    case .stranger: 3
    case .colleague: 2
    case .contributor: 1
    case .protected: 0
    }
  }

  /// How much it matters that these people get in though they were not meant.
  package var severity: FindingSeverity {
    switch self {
    case .stranger: .critical
    case .colleague: .high
    case .contributor: .medium
    case .protected: .low
    }
  }
}

extension Sequence<PeopleClass> {
  /// The class farthest away.
  package var farthest: PeopleClass? { self.max { $0.distance < $1.distance } }
}
