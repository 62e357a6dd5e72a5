import KeylessAWSHalf
import KeylessHandshake
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Compares the trust policies of two states of one role.
struct RoleComparer {
  private let questions: TrustQuestions
  private let universes = Universes()

  init(_ issuers: KnownIssuers) {
    questions = TrustQuestions(issuers)
  }

  /// Nil when the same pipelines get in.
  func change(from old: AWSRole?, to new: AWSRole) -> RoleChange? {
    guard let policy = Self.policy(new) else {
      guard let old, Self.sameText(old, new) else {
        return RoleChange(
          role: new.address,
          kind: .unknown,
          admitted: nil,
          lockedOut: nil,
          reasons: Self.reasons(new),
          span: new.span
        )
      }
      return nil
    }
    guard let old, let before = Self.policy(old) else { return addition(new, policy, isNew: old == nil) }
    guard let left = questions.question(before.document), let right = questions.question(policy.document) else {
      return nil
    }
    do {
      let comparison = try TrustComparison(left, right, universes: universes)
      return change(
        new,
        comparison,
        wasShut: try isShut(left),
        isShut: try isShut(right),
        policy.unknowns + before.unknowns
      )
    } catch {
      return RoleChange(
        role: new.address,
        kind: .unknown,
        admitted: nil,
        lockedOut: nil,
        reasons: ["\(error)"],
        span: new.span
      )
    }
  }

  /// Whether nobody gets in, surely.
  private func isShut(_ question: TrustQuestion) throws -> Bool {
    guard question.unknownIssuers.isEmpty else { return false }
    let answers = try question.answers(audiences: nil, owners: Owners(), universes: universes)
    return answers.allSatisfy { $0.extent == .empty && $0.unknowns.isEmpty }
  }

  func removal(of role: AWSRole) -> RoleChange? {
    guard let policy = Self.policy(role), let witness = somebody(policy.document) else { return nil }
    return RoleChange(
      role: role.address,
      kind: .removed,
      admitted: nil,
      lockedOut: witness,
      reasons: [],
      span: role.span
    )
  }

  private func change(
    _ role: AWSRole,
    _ comparison: TrustComparison,
    wasShut: Bool,
    isShut: Bool,
    _ unknowns: [String]
  ) -> RoleChange? {
    let kind: RoleChange.Kind
    switch (comparison.back, comparison.there) {
    case (true, true): return nil
    case (false, false): kind = .moved
    case (false, _): kind = wasShut ? .opened : .widened
    case (_, false): kind = isShut ? .shut : .narrowed
    default: kind = .unknown
    }
    return RoleChange(
      role: role.address,
      kind: kind,
      admitted: comparison.rightOnly.map(Self.words),
      lockedOut: comparison.leftOnly.map(Self.words),
      reasons: comparison.unknowns + unknowns,
      span: role.span
    )
  }

  private func addition(_ role: AWSRole, _ policy: Policy, isNew: Bool) -> RoleChange? {
    guard let witness = somebody(policy.document) else { return nil }
    return RoleChange(
      role: role.address,
      kind: isNew ? .new : .unknown,
      admitted: witness,
      lockedOut: nil,
      reasons: policy.unknowns,
      span: role.span
    )
  }

  /// Whoever gets in by a policy, the least trusted first.
  private func somebody(_ document: PolicyDocument) -> String? {
    guard let question = questions.question(document),
      let answers = try? question.answers(audiences: nil, owners: Owners(), universes: universes)
    else { return nil }
    return answers.flatMap(\.witnesses).first.map(WitnessWords.words)
  }

  private struct Policy {
    var document: PolicyDocument
    var unknowns: [String]
  }

  private static func policy(_ role: AWSRole) -> Policy? {
    switch role.trust {
    case .exact(let document): Policy(document: document, unknowns: [])
    case .bounds(_, let possible, let places): Policy(document: possible, unknowns: places.map(\.reason))
    case .unknown, .broken: nil
    }
  }

  private static func reasons(_ role: AWSRole) -> [String] {
    switch role.trust {
    case .unknown(let places): places.map(\.reason)
    case .broken(let diagnostics): diagnostics.map(\.message.description)
    case .exact, .bounds: []
    }
  }

  /// Whether two policies that cannot be judged are unknown for the same reasons.
  private static func sameText(_ old: AWSRole, _ new: AWSRole) -> Bool {
    policy(old) == nil && reasons(old) == reasons(new)
  }

  private static func words(_ example: TrustComparison.Example) -> String {
    WitnessWords.words(form: example.form, context: example.context)
  }
}
