import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Callers of several kinds under conditions that only the tokens of one issuer can meet.
enum MixedTrustRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL141",
    "mixed-trust",
    "other principals beside a provider under conditions on its claims",
    .medium,
    .dead,
    .open,
    .unknown
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.document.statements.compactMap { statement in
      guard statement.effect.value == .allow, !statement.oidcProviders.isEmpty, let principal = statement.principal,
        let other = principal.entries.first(where: { OtherCaller($0.value) != nil }),
        let caller = OtherCaller(other.value),
        let clause = statement.conditions.first(where: { isClaim($0, statement) })
      else { return nil }
      let claims = statement.conditions.filter { isClaim($0, statement) }
      let isOpen = caller.isAdmitted(by: statement.asking(claims), subject)
      return Finding(
        description,
        subject.severity(.medium),
        isOpen ? subject.openEffect : .dead,
        isOpen
          ? "`\(caller.text)` has no token, so the conditions on claims do not bind it"
          : "`\(caller.text)` has no token, so it never meets the conditions on claims",
        at: .init(other.span, isOpen ? "gets in without any of them" : "never gets in"),
        related: [.init(clause.span, "is about tokens")],
        witness: isOpen ? "`\(caller.text)`, whatever the conditions on claims say" : nil,
        help: "write a statement of its own for each kind of caller",
        subject: subject.role.address,
        cause: "Principal \(caller.text) beside \(Cause.of(claims))"
      )
    }
  }

  /// Whether a key is a claim of one of the statement's providers.
  private static func isClaim(_ clause: ConditionClause, _ statement: Statement) -> Bool {
    statement.oidcProviders.contains { provider in
      guard let range = provider.value.firstRange(of: ":oidc-provider/") else { return false }
      let start = ConditionKey(String(provider.value[range.upperBound...]) + ":").folded
      return clause.key.value.folded.starts(with: start)
    }
  }
}
