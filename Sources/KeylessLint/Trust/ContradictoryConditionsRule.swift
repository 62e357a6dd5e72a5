import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessSource

/// Conditions that exclude each other: all must hold, and no token meets them together.
enum ContradictoryConditionsRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL129",
    "contradictory-conditions",
    "conditions of one statement that no token meets together",
    .medium,
    .dead
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.contradictions().map { found in
      if let only = found.clauses.first, found.clauses.count == 1 { return foreign(subject, found, only) }
      let keys = found.clauses.map { "`\($0.test.value)` on `\($0.key.value)`" }
      let names = found.clauses.count == 2 ? keys.joined(separator: " and ") : keys.joined(separator: ", ")
      let last = found.clauses.last
      let span = found.value?.span ?? last?.values.first?.span ?? found.statement.span
      let message: Diagnostic.Message =
        found.value.map { "`\($0.value.text)` never matches: no token meets \(names) together" }
        ?? "no token meets \(names) together"
      return Finding(
        description,
        subject.severity(.medium),
        .dead,
        message,
        at: .init(span, "excluded by the other"),
        related: found.clauses.filter { $0.values.allSatisfy { $0.span != span } }.map {
          .init($0.span, "must hold too")
        },
        help: "write all values in one list under one operator: a list is a choice, operators are a both-and",
        subject: subject.role.address,
        cause: found.cause
      )
    }
  }

  /// `sts:ExternalId` and its like are not there, or are what nobody has.
  private static func foreign(_ subject: TrustSubject, _ found: Contradiction, _ clause: ConditionClause) -> Finding {
    Finding(
      description,
      subject.severity(.medium),
      .dead,
      "nobody who comes with a token meets `\(clause.test.value)` on `\(clause.key.value)`",
      at: .init(clause.key.span, "speaks of callers who have credentials of AWS"),
      help:
        "leave it out, and ask for claims of the token; what callers in AWS have to bring belongs into a statement of theirs",
      subject: subject.role.address,
      cause: found.cause
    )
  }
}
