import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// One value of a trust policy that surely lets somebody in, by what kind of run it is.
struct RoleDoor {
  enum Kind: Hashable {
    case pullRequest, anyBranch
    case environment(String)
    /// A branch or tag by its name.
    case ref(String)

    var isUnreviewed: Bool { self == .pullRequest || self == .anyBranch }

    var environment: String? { if case .environment(let name) = self { name } else { nil } }
  }

  let kind: Kind
  let value: Located<ConditionValue>
  let cause: String
  let witness: String?

  var words: String {
    switch kind {
    case .pullRequest: "pull requests"
    case .anyBranch: "any branch"
    case .environment("*"): "environments"
    case .environment(let name): "the environment `\(name)`"
    case .ref(let name): "`\(name)`"
    }
  }

  static func all(_ subject: TrustSubject) -> [RoleDoor] {
    subject.admitting.flatMap { statement in
      statement.conditions.indices.flatMap { place -> [RoleDoor] in
        let clause = statement.conditions[place]
        if clause.test.value.comparison.isNegated { return [] }
        if subject.isSubject(clause.key.value) {
          return clause.values.flatMap { doors($0, statement, place, subject) }
        }
        guard isEnvironment(clause.key.value, subject) else { return [] }
        return clause.values.compactMap { value in
          guard !VariableText.holdsWildcard(value.value.text) else { return nil }
          return door(.environment(value.value.text), value, statement.only(value, at: place), clause, subject)
        }
      }
    }
  }

  /// The runs that one subject stands for.
  private static func doors(
    _ value: Located<ConditionValue>,
    _ statement: Statement,
    _ place: Int,
    _ subject: TrustSubject
  ) -> [RoleDoor] {
    let clause = statement.conditions[place]
    guard let answer = subject.answers.first(where: { clause.key.value == ConditionKey($0.universe.prefix + ":sub") })
    else { return [] }
    let only = statement.only(value, at: place)
    let platform = answer.universe.platform.id
    func narrowed(_ kind: Kind, _ probe: RunProbe) -> RoleDoor? {
      probe.narrowed(only, answer.universe.prefix).flatMap { door(kind, value, $0, clause, subject) }
    }
    if let kind = spelled(value.value.text) { return [door(kind, value, only, clause, subject)].compactMap(\.self) }
    var out: [RoleDoor] = []
    for probe in RunProbe.unreviewed(platform) {
      if let door = narrowed(probe.words == RunProbe.pullRequest.words ? .pullRequest : .anyBranch, probe) {
        out.append(door)
      }
    }
    if let probe = RunProbe.environments(platform), !out.isEmpty, let door = narrowed(.environment("*"), probe) {
      out.append(door)
    }
    return out
  }

  /// A run that the text names in full behind its project.
  private static func spelled(_ text: String) -> Kind? {
    func behind(_ start: String) -> String? {
      guard let range = text.firstRange(of: start) else { return nil }
      let name = String(text[range.upperBound...])
      return name.isEmpty || VariableText.holdsWildcard(name) ? nil : name
    }
    if text.hasSuffix(":pull_request") { return .pullRequest }
    if let name = behind(":environment:") { return .environment(name) }
    return (behind(":ref_type:branch:ref:") ?? behind(":ref_type:tag:ref:") ?? behind(":ref:")).map { .ref($0) }
  }

  private static func door(
    _ kind: Kind,
    _ value: Located<ConditionValue>,
    _ statement: Statement,
    _ clause: ConditionClause,
    _ subject: TrustSubject
  ) -> RoleDoor? {
    let worth = subject.worth([statement])
    guard worth.areOpen else { return nil }
    return RoleDoor(kind: kind, value: value, cause: Cause.of(clause, value.value), witness: worth.widestWitness)
  }

  private static func isEnvironment(_ key: ConditionKey, _ subject: TrustSubject) -> Bool {
    subject.answers.contains { key == ConditionKey($0.universe.prefix + ":environment") }
  }
}
