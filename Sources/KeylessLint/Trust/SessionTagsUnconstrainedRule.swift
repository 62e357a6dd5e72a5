import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Session tags are allowed, and nothing says which.
enum SessionTagsUnconstrainedRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL138",
    "session-tags-unconstrained",
    "`sts:TagSession` without a condition on the tags",
    .medium,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    // What is unknown of the policy may ask for it.
    guard subject.unknowns.isEmpty else { return [] }
    guard subject.answers.areOpen else { return [] }
    if subject.denying.contains(where: { tag($0) != nil && speaksOfTags($0) }) { return [] }
    return subject.document.statements.compactMap { statement in
      guard statement.effect.value == .allow, let action = tag(statement), !speaksOfTags(statement),
        isReached(statement, subject)
      else { return nil }
      return Finding(
        description,
        subject.severity(.medium),
        .open,
        "the issuer may give the session any tag: `sts:TagSession` is allowed without a condition on the tags",
        at: .init(action.span, "policies elsewhere believe these tags"),
        help: "remove `sts:TagSession`, or ask for the tags by `aws:RequestTag/KEY` and `aws:TagKeys`",
        subject: subject.role.address,
        cause: "Action \(action.value.text.source)"
      )
    }
  }

  private static func tag(_ statement: Statement) -> Located<ActionPattern>? {
    statement.action.isNegated ? nil : statement.action.patterns.first { $0.value.matches("sts:TagSession") }
  }

  private static func speaksOfTags(_ statement: Statement) -> Bool {
    statement.conditions.contains { clause in
      let key = String(decoding: clause.key.value.folded, as: UTF8.self)
      return key.hasPrefix("aws:requesttag/") || key == "aws:tagkeys"
    }
  }

  /// Whether somebody gets in with a token of which the statement speaks.
  private static func isReached(_ statement: Statement, _ subject: TrustSubject) -> Bool {
    if TrustQuestion.isExchange(statement) { return subject.worth([statement]).areOpen }
    let providers = Set(statement.oidcProviders.map(\.value))
    return zip(subject.question.providers, subject.answers).contains { provider, answer in
      answer.extent != .empty && providers.contains(provider.arn)
    }
  }
}
