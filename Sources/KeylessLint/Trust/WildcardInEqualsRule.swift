import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessSource

/// A `*` or `?` under an operator that takes it for the character itself.
enum WildcardInEqualsRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL127",
    "wildcard-in-equals",
    "`*` or `?` in a value of `StringEquals`",
    .medium,
    .dead
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.wildcardsInEquals().map { dead in
      let clause = dead.clause(in: subject.document)
      let value = dead.value(in: subject.document)
      let test = clause.test.value
      return Finding(
        description,
        subject.severity(.medium),
        .dead,
        "no token has `\(value.value.text)` for `\(clause.key.value)`: under `\(test)` a wildcard is the character itself",
        at: .init(value.span, "never matches"),
        related: [.init(clause.test.span, "knows no wildcards")],
        help:
          "write the whole value; if a pattern is meant, move it under `StringLike` and look who gets in by it",
        subject: subject.role.address,
        cause: Cause.of(clause, value.value)
      )
    }
  }
}
