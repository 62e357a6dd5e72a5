import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// A role that a pipeline can assume, and that can give itself more than it has.
enum RoleCanEscalateRule {
  static let rule = Rule(description, .permissions(findings))

  private static let description = RuleDescription(
    "KL202",
    "role-can-escalate",
    "a role that a pipeline can assume can give itself more",
    .high,
    .open,
    .unknown
  )

  /// One finding per statement that grants a way.
  private static func findings(_ subject: PermissionsSubject) -> [Finding] {
    guard subject.isReached else { return [] }
    let powers = RolePowers(subject.role)
    var groups: [(place: SourceSpan, ways: [Escalation])] = []
    for way in Escalation.all(powers) {
      let place = way.grant.isOfAWS ? way.grant.policy.span : way.grant.statement.span
      if let index = groups.firstIndex(where: { $0.place == place }) {
        groups[index].ways.append(way)
      } else {
        groups.append((place, [way]))
      }
    }
    return groups.compactMap { _, ways in
      subject.finding(
        description,
        .high,
        "the role can give itself more: \(list(ways.map(\.words)))",
        ways.map(\.grant),
        powers,
        label: "outlives the job",
        related: ways.flatMap(\.related) + [.init(subject.role.span, "the role")],
        witness: subject.answers.widestWitness,
        help: "keep the role itself out of what it may change, by a path or by a permissions boundary that it must set"
      )
    }
  }

  private static func list(_ words: [String]) -> String {
    let most = 4
    if words.count <= most { return words.joined(separator: ", ") }
    return words.prefix(most).joined(separator: ", ") + " and \(words.count - most) more"
  }
}
