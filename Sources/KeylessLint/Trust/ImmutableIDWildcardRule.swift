import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// A subject with ids in which an id is anything, so that the name alone decides.
enum ImmutableIDWildcardRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL131",
    "immutable-id-wildcard",
    "a subject with ids and a wildcard for an id",
    .high,
    .open,
    .unknown
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.admittingPlaces.flatMap { number -> [Finding] in
      let statement = subject.document.statements[number]
      return statement.conditions.indices.flatMap { place -> [Finding] in
        let clause = statement.conditions[place]
        guard subject.isSubject(clause.key.value), clause.test.value.comparison == .stringLike else { return [] }
        return clause.values.compactMap { value in
          guard GitHubSubjectText(value.value.text)?.hasFreeID == true else { return nil }
          let worth = subject.worth([statement.only(value, at: place)])
          let isStrangers = worth.admit(.stranger)
          // An id that is pinned elsewhere does what this one does not.
          guard isStrangers || worth.contains(where: \.trustsNames) else { return nil }
          return Finding(
            description,
            subject.severity(isStrangers ? .critical : .high),
            subject.openEffect,
            "`\(value.value.text)` takes any id, so the name alone decides",
            at: .init(value.span, "a name that was given up and taken by somebody else matches again"),
            witness: worth.widestWitness,
            help: "write the ids of your owner and repository",
            subject: subject.role.address,
            cause: Cause.of(clause, value.value)
          )
        }
      }
    }
  }
}
