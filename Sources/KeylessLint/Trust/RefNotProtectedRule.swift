import KeylessAWSHalf
import KeylessFindings
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// GitLab: one branch is trusted whether it is protected or not.
enum RefNotProtectedRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL133",
    "ref-not-protected",
    "GitLab: an exact branch without `ref_protected`",
    .low,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.admittingPlaces.compactMap { number in
      let statement = subject.document.statements[number]
      guard subject.unknowns.isEmpty, statement.conditions.contains(where: { gitLab($0, subject) != nil }),
        subject.worth([statement]).admit(.contributor)
      else { return nil }
      for (place, clause) in statement.conditions.enumerated() {
        guard let prefix = gitLab(clause, subject), !clause.test.value.comparison.isNegated else { continue }
        for value in clause.values.lazy.filter({ isExactBranch($0.value.text) }).prefix(most) {
          let worth = subject.worth([statement.only(value, at: place)])
          guard worth.admit(.contributor), !worth.admit(.stranger), !worth.admit(.colleague) else { continue }
          return Finding(
            description,
            subject.severity(.low),
            .open,
            "`\(value.value.text)` is trusted whether the branch is protected or not",
            at: .init(value.span, "whoever may push to an unprotected branch of this name gets in"),
            witness: worth.widestWitness,
            help: "ask for `\(prefix):ref_protected` `\"true\"` too, under `StringEquals`",
            subject: subject.role.address,
            cause: Cause.without("protected branch", statement)
          )
        }
      }
      return nil
    }
  }

  /// Values of a list that are asked about: the first that opens is enough.
  private static let most = 8

  /// The issuer, where AWS knows the claim of its tokens.
  private static func gitLab(_ clause: ConditionClause, _ subject: TrustSubject) -> String? {
    subject.answers.first { answer in
      answer.universe.platform.id == "gitlab" && clause.key.value == ConditionKey(answer.universe.prefix + ":sub")
        && ConditionKeyMap.claims(mappedFor: answer.universe.issuer).contains { $0.claim == "ref_protected" }
    }?.universe.prefix
  }

  private static func isExactBranch(_ text: String) -> Bool {
    guard let range = text.firstRange(of: ":ref_type:branch:ref:") else { return false }
    let name = text[range.upperBound...]
    return !name.isEmpty && !VariableText.holdsWildcard(String(name))
  }
}
