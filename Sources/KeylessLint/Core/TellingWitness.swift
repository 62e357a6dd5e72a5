import KeylessPolicy
import KeylessReach
import KeylessSource

/// A witness that shows what is wrong: not the branch or environment that was meant, which gets in too, but another.
struct TellingWitness {
  let search: OpeningSearch
  let statement: Statement
  let reach: StatementReach

  /// The usual witness where no other can be found, or where everybody is one.
  func witness(_ people: PeopleClass, _ shape: Opening.Shape, _ value: ConditionValue?) -> Witness? {
    guard let usual = reach.witness(people) else { return nil }
    let meant = meant(usual, shape, value)
    guard people != .stranger, !meant.isEmpty, let denying = denying(meant),
      let found = try? search.reaches(statement, denying),
      let telling = found.lazy.compactMap({ $0.witness(people) }).first(where: { $0.form.issuer == usual.form.issuer })
    else { return usual }
    return telling
  }

  /// Patterns for the subjects that the owner may well have meant.
  private func meant(_ usual: Witness, _ shape: Opening.Shape, _ value: ConditionValue?) -> [String] {
    guard let subject = usual.context["\(reach.answer.universe.prefix):sub"]?.first else { return [] }
    let parts = subject.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    let project = parts.prefix(2).map { String(decoding: $0, as: UTF8.self) }.joined(separator: ":")
    let bare = value.map { $0.text.filter { $0 != "*" && $0 != "?" } }
    switch shape {
    case .branchPrefix, .environmentWildcard, .anyBranch: return [subject] + (bare.map { [$0] } ?? [])
    case .tagOrBranch: return [subject]
    case .contextSuffix, .anyContext: return [subject, "\(project):environment:*", "\(project):ref:refs/heads/main"]
    case .ifExists, .forAllValues(isNews: true): return ["\(project):environment:*"]
    case .projectPrefix: return ["\(project):*"]
    default: return []
    }
  }

  /// A `Deny` of these subjects, in the frame of the statement's own text.
  private func denying(_ patterns: [String]) -> Statement? {
    guard var clause = statement.conditions.first, let frame = clause.values.first else { return nil }
    clause.test.value = ConditionTest(.stringLike)
    clause.key.value = ConditionKey("\(reach.answer.universe.prefix):sub")
    clause.values = patterns.compactMap { pattern in
      guard let text = try? PolicyText(pattern, wildcards: true, variables: .nowhere) else { return nil }
      var value = frame
      value.value.text = pattern
      value.value.operand = .text(text)
      return value
    }
    var denying = statement
    denying.effect.value = .deny
    denying.conditions = [clause]
    return denying
  }
}
