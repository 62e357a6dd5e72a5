import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// A GitHub subject without ids where the same policy shows that the repository has one with ids.
///
/// Which of the two a repository has is nowhere in a trust policy, so a classic subject alone is no finding.
enum ClassicSubAfterCutoverRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL130",
    "classic-sub-after-cutover",
    "a GitHub subject without ids for a repository whose subject has them",
    .medium,
    .dead,
    .open,
    .unknown
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    let subjects = subject.admittingPlaces.flatMap { subject.document.statements[$0].conditions }
      .filter { subject.isSubject($0.key.value) }.flatMap(\.values).compactMap { GitHubSubjectText($0.value.text) }
    guard subjects.contains(where: \.isImmutable), subjects.contains(where: { !$0.isImmutable }) else { return [] }
    return subject.contradictions().compactMap { dead($0, subject) }
      + open(subjects.filter { $0.isImmutable && !$0.hasFreeID }, subject)
  }

  /// The two layouts exclude each other.
  private static func dead(_ found: Contradiction, _ subject: TrustSubject) -> Finding? {
    let clauses = found.clauses.filter { subject.isSubject($0.key.value) && !$0.test.value.comparison.isNegated }
    guard clauses.count == 2, found.clauses.count == 2 else { return nil }
    let texts = clauses.map { $0.values.compactMap { GitHubSubjectText($0.value.text) } }
    guard let classic = texts.firstIndex(where: { !$0.isEmpty && $0.allSatisfy { !$0.isImmutable } }),
      let immutable = texts.firstIndex(where: { !$0.isEmpty && $0.allSatisfy(\.isImmutable) }),
      texts[classic].allSatisfy({ one in texts[immutable].contains { one.owner.lowercased() == $0.owner.lowercased() } }
      ),
      let value = found.value ?? clauses[classic].values.first
    else { return nil }
    return Finding(
      description,
      subject.severity(.medium),
      .dead,
      "a subject has ids or it has none, so `\(value.value.text)` never matches beside the other condition",
      at: .init(value.span, "never matches"),
      related: [.init(clauses[immutable].span, "asks for a subject with ids")],
      help: "write the subject that the repository has now, with the ids of owner and repository",
      subject: subject.role.address,
      cause: found.cause
    )
  }

  /// The subject without ids opens by the name alone, so those in the other one protect nothing.
  private static func open(_ immutable: [GitHubSubjectText], _ subject: TrustSubject) -> [Finding] {
    subject.admittingPlaces.flatMap { number -> [Finding] in
      let statement = subject.document.statements[number]
      return statement.conditions.indices.flatMap { place -> [Finding] in
        let clause = statement.conditions[place]
        guard subject.isSubject(clause.key.value), !clause.test.value.comparison.isNegated else { return [] }
        return clause.values.compactMap { value in
          guard let text = GitHubSubjectText(value.value.text), !text.isImmutable,
            immutable.contains(where: { $0.isSameRepository(as: text) })
          else { return nil }
          let worth = subject.worth([statement.only(value, at: place)])
          guard worth.contains(where: \.trustsNames) else { return nil }
          return Finding(
            description,
            subject.severity(.high),
            subject.openEffect,
            "`\(value.value.text)` trusts the name alone, though the policy knows the repository by its ids",
            at: .init(value.span, "whoever has this name and a subject without ids gets in"),
            witness: worth.widestWitness,
            help:
              "remove the subject without ids, or ask for `\(claim(clause, "repository_id"))` too while both are needed",
            subject: subject.role.address,
            cause: Cause.of(clause, value.value)
          )
        }
      }
    }
  }

  private static func claim(_ clause: ConditionClause, _ name: String) -> String {
    String(clause.key.value.name.dropLast("sub".count)) + name
  }
}
