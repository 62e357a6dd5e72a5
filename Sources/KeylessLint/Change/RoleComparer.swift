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

  /// Nil when the same pipelines get in, by the same name.
  func change(from old: AWSRole, to new: AWSRole) -> RoleChange? {
    let renaming = renaming(old, new)
    guard let change = policyChange(old, new) else { return renaming }
    return renaming.map(change.renamed) ?? change
  }

  private func policyChange(_ old: AWSRole, _ new: AWSRole) -> RoleChange? {
    guard let left = Policy(old), let right = Policy(new) else {
      let isSame =
        Policy(old) == nil && Policy(new) == nil && old.openTrust == new.openTrust
        && Self.reasons(old) == Self.reasons(new)
      if isSame { return nil }
      let witness = Policy(new).flatMap { people($0.sure).witness }
      return RoleChange(
        new,
        .unknown,
        admitted: witness.map(Self.words),
        reasons: Self.reasons(new) + Self.reasons(old)
      )
    }
    if left.isSaid(by: right) { return nil }
    do {
      return try change(new, left, right)
    } catch {
      return Self.unknown(new, ["\(error)"])
    }
  }

  func addition(of role: AWSRole) -> RoleChange? {
    guard let policy = Policy(role) else { return Self.unknown(role, Self.reasons(role)) }
    let (sure, possible) = (people(policy.sure), people(policy.possible))
    let unknowns = policy.unknowns + possible.unknowns
    if let witness = sure.witness {
      return RoleChange(role, .new, admitted: Self.words(witness), reasons: unknowns)
    }
    return possible.witness == nil && possible.unknowns.isEmpty ? nil : Self.unknown(role, unknowns)
  }

  /// Nil where nobody got in.
  func removal(of role: AWSRole) -> RoleChange? {
    guard let policy = Policy(role) else { return RoleChange(role, .removed, reasons: Self.reasons(role)) }
    let (sure, possible) = (people(policy.sure), people(policy.possible))
    if possible.witness == nil, possible.unknowns.isEmpty { return nil }
    return RoleChange(
      role,
      .removed,
      lockedOut: sure.witness.map(Self.words),
      reasons: policy.unknowns + possible.unknowns
    )
  }

  /// Whoever asks for a role asks for its name.
  private func renaming(_ old: AWSRole, _ new: AWSRole) -> RoleChange? {
    guard let name = old.name?.value, let other = new.name?.value, (name, old.path) != (other, new.path),
      let change = removal(of: old)
    else { return nil }
    return RoleChange(new, .renamed, lockedOut: "whoever asks for `\(old.path)\(name)`", reasons: change.reasons)
  }

  private func change(_ role: AWSRole, _ old: Policy, _ new: Policy) throws -> RoleChange? {
    let (there, back, leftOnly, rightOnly, unknowns) = try comparison(old, new)
    let kind: RoleChange.Kind
    switch (back, there) {
    case (true, true): return nil
    case (false, false): kind = .moved
    case (false, _): kind = try isShut(old.possible) ? .opened : .widened
    case (true, false): kind = try isShut(new.possible) ? .shut : .narrowed
    default: kind = .unknown
    }
    return RoleChange(
      role,
      kind,
      admitted: rightOnly.map(Self.words),
      lockedOut: leftOnly.map(Self.words),
      reasons: unknowns
    )
  }

  private typealias Example = TrustComparison.Example

  /// Whether everybody who got in still does, and the other way round, with somebody for each who does not.
  private func comparison(
    _ old: Policy,
    _ new: Policy
  ) throws -> (there: Bool?, back: Bool?, leftOnly: Example?, rightOnly: Example?, unknowns: [String]) {
    if old.unknowns.isEmpty, new.unknowns.isEmpty {
      let all = try compared(old.possible, new.possible)
      return (all.there, all.back, all.leftOnly, all.rightOnly, all.unknowns)
    }
    // Nobody is known to get in by what is only possible, and nobody is known to be out by what is not sure.
    let (least, most) = (try compared(old.sure, new.possible), try compared(old.possible, new.sure))
    let there: Bool? = most.there == true ? true : least.there == false ? false : nil
    let back: Bool? = least.back == true ? true : most.back == false ? false : nil
    return (
      there, back, there == false ? least.leftOnly : nil, back == false ? most.rightOnly : nil,
      least.unknowns + most.unknowns + new.unknowns + old.unknowns
    )
  }

  private func compared(_ left: PolicyDocument, _ right: PolicyDocument) throws -> TrustComparison {
    try TrustComparison(question(left), question(right), universes: universes)
  }

  private struct Unasked: Error, CustomStringConvertible {
    let description = "it cannot be asked whose tokens the policy speaks of"
  }

  private func question(_ document: PolicyDocument) throws -> TrustQuestion {
    guard let question = questions.question(document) else { throw Unasked() }
    return question
  }

  /// Whether nobody gets in, surely.
  private func isShut(_ document: PolicyDocument) throws -> Bool {
    let question = try question(document)
    guard question.unknownIssuers.isEmpty else { return false }
    let answers = try question.answers(audiences: nil, owners: Owners(), universes: universes)
    return answers.allSatisfy { $0.extent == .empty && $0.unknowns.isEmpty }
  }

  /// Somebody who gets in, the least trusted first, and why nobody can be named though somebody may.
  private func people(_ document: PolicyDocument) -> (witness: Witness?, unknowns: [String]) {
    do {
      let question = try question(document)
      let answers = try question.answers(audiences: nil, owners: Owners(), universes: universes)
      let issuers = question.unknownIssuers.sorted().joined(separator: ", ")
      let unknowns = answers.flatMap(\.unknowns) + (issuers.isEmpty ? [] : ["no platform is known for \(issuers)"])
      return (answers.flatMap(\.witnesses).first, unknowns)
    } catch {
      return (nil, ["\(error)"])
    }
  }

  /// A trust policy of which something is known.
  private struct Policy {
    let sure: PolicyDocument
    let possible: PolicyDocument
    let unknowns: [String]
    private let written: JSON?

    init?(_ role: AWSRole) {
      switch role.trust {
      case .exact(let document): (sure, possible, unknowns, written) = (document, document, [], nil)
      case .bounds(let least, let most, let places):
        (sure, possible, unknowns, written) = (least, most, places.map(\.reason), role.openTrust)
      case .unknown, .broken: return nil
      }
    }

    /// Whether the other is written alike, so that the same get in whoever they are.
    func isSaid(by other: Policy) -> Bool {
      Self.said(sure) == Self.said(other.sure) && Self.said(possible) == Self.said(other.possible)
        && unknowns == other.unknowns && written == other.written
    }

    private static func said(_ document: PolicyDocument) -> [String] {
      [document.version.rawValue]
        + document.statements.map { statement in
          let principal = statement.principal.map { "\($0.isNegated) \($0.entries.map(\.value))" } ?? ""
          let actions = statement.action.patterns.map(\.value.text.source)
          let conditions = statement.conditions.map { clause in
            "\(clause.test.value) \(clause.key.value.name) \(clause.values.map(\.value.text))"
          }
          return "\(statement.effect.value) \(principal) \(statement.action.isNegated) \(actions) \(conditions)"
        }
    }
  }

  private static func unknown(_ role: AWSRole, _ reasons: [String]) -> RoleChange {
    RoleChange(role, .unknown, reasons: reasons)
  }

  private static func reasons(_ role: AWSRole) -> [String] {
    switch role.trust {
    case .unknown(let places): places.map(\.reason)
    case .broken(let diagnostics): diagnostics.map(\.message.description)
    case .exact, .bounds: []
    }
  }

  private static func words(_ witness: Witness) -> String { WitnessWords.words(witness) }

  private static func words(_ example: Example) -> String {
    WitnessWords.words(form: example.form, context: example.context)
  }
}
