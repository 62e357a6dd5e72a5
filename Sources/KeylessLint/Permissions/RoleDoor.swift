import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// One value of a trust policy that lets somebody in, by what kind of run it is.
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
  /// The policy's statement for these runs only.
  let statement: Statement
  /// Whether the text names the kind of run itself, whatever stands before it.
  let isSpelled: Bool

  /// What stands before the environment: whose it is.
  var project: String {
    let text = value.value.text
    return text.firstRange(of: ":environment:").map { String(text[..<$0.lowerBound]) } ?? ""
  }

  var words: String {
    switch kind {
    case .pullRequest: "pull requests"
    case .anyBranch: "any branch"
    case .environment("*"): "environments"
    case .environment(let name): "the environment `\(name)`"
    case .ref(let name): "`\(name)`"
    }
  }

  /// Those that somebody meets, in the order of the policy.
  static func all(_ subject: TrustSubject) -> [RoleDoor] {
    let doors = subject.admitting.flatMap { statement in
      statement.conditions.indices.flatMap { written(statement, $0, subject) }
    }
    // One door is shared by nobody.
    if Set(doors.map(\.kind)).count < 2 { return [] }
    let dead = subject.unmeetable(doors.map(\.statement))
    return doors.indices.filter { dead[$0] == nil }.map { doors[$0] }
  }

  /// What one condition says of runs, whether somebody meets it or not.
  private static func written(_ statement: Statement, _ place: Int, _ subject: TrustSubject) -> [RoleDoor] {
    let clause = statement.conditions[place]
    if clause.test.value.comparison.isNegated || clause.test.value.comparison == .null { return [] }
    let key = clause.key.value
    for answer in subject.answers {
      let prefix = answer.universe.prefix
      if key == ConditionKey(prefix + ":sub") {
        return clause.values.flatMap { written(statement, place, $0, answer.universe) }
      }
      guard key == ConditionKey(prefix + ":environment") else { continue }
      return clause.values.filter { !VariableText.holdsWildcard($0.value.text) }.map { value in
        RoleDoor(.environment(value.value.text), value, clause, statement.only(value, at: place))
      }
    }
    return []
  }

  private static func written(
    _ statement: Statement,
    _ place: Int,
    _ value: Located<ConditionValue>,
    _ universe: TrustUniverse
  ) -> [RoleDoor] {
    let clause = statement.conditions[place]
    let only = statement.only(value, at: place)
    if let kind = spelled(value.value.text) { return [RoleDoor(kind, value, clause, only, isSpelled: true)] }
    func narrowed(_ kind: Kind, _ probe: RunProbe?) -> RoleDoor? {
      probe?.narrowed(only, universe.prefix).map { RoleDoor(kind, value, clause, $0) }
    }
    let platform = universe.platform.id
    let unreviewed = RunProbe.unreviewed(platform).compactMap { probe in
      narrowed(probe.words == RunProbe.pullRequest.words ? .pullRequest : .anyBranch, probe)
    }
    return unreviewed + [narrowed(.environment("*"), .environments(platform))].compactMap(\.self)
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

  private init(
    _ kind: Kind,
    _ value: Located<ConditionValue>,
    _ clause: ConditionClause,
    _ statement: Statement,
    isSpelled: Bool = false
  ) {
    self.kind = kind
    self.value = value
    self.statement = statement
    self.isSpelled = isSpelled
    cause = Cause.of(clause, value.value)
  }
}
