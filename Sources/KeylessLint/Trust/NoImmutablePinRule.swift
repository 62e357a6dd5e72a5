import KeylessAWSHalf
import KeylessFindings
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Projects are named and not numbered: a name that is given up can be somebody else's tomorrow.
enum NoImmutablePinRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL132",
    "no-immutable-pin",
    "a project is trusted by its name, without an id that stays",
    .low,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    // What is unknown of the policy may ask for it.
    guard subject.unknowns.isEmpty else { return [] }
    return subject.admitting.compactMap { statement in
      let worth = subject.worth([statement])
      // Where strangers get in, or any id does, the name is not what is wrong.
      guard !worth.admit(.stranger), let answer = worth.first(where: \.trustsNames) else { return nil }
      let named = statement.conditions.first { $0.key.value == ConditionKey(answer.universe.prefix + ":sub") }
      if named?.values.contains(where: { GitHubSubjectText($0.value.text)?.hasFreeID == true }) == true { return nil }
      let span = named?.values.first?.span ?? statement.principal?.span ?? statement.span
      return Finding(
        description,
        subject.severity(.low),
        .open,
        "the project is trusted by its name alone",
        at: .init(span, "after a rename or a deletion the name can be somebody else's"),
        help: help(answer),
        subject: subject.role.address,
        cause: Cause.without("id of the project", statement)
      )
    }
  }

  private static func help(_ answer: ReachAnswer) -> String {
    let ownership = answer.universe.platform.ownership
    let mapped = ConditionKeyMap.claims(mappedFor: answer.universe.issuer).map(\.key)
    let keys = [ownership.projectID, ownership.ownerID].compactMap(\.self).filter(mapped.contains)
      .map { "`\(answer.universe.prefix):\($0)`" }
    if keys.isEmpty { return "name the project by an id that stays" }
    return "ask for \(keys.joined(separator: " and ")) too"
  }
}
