import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessSource

/// An `Allow` for a federated principal without `Condition`: every tenant of the issuer can assume the role.
enum TrustNoConditionRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL101",
    "trust-no-condition",
    "an `Allow` for a federated principal without `Condition`",
    .critical,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.admitting.filter(\.conditions.isEmpty).compactMap { statement in
      guard let principal = statement.principal, subject.isOpenToStrangers([statement]) else { return nil }
      return Finding(
        description,
        subject.severity(.critical),
        .open,
        "the role trusts every token of its issuer",
        at: .init(principal.span, "whoever has an account there gets in"),
        witness: subject.stranger([statement]),
        help: "ask for the audience and for the subject of your own pipelines",
        subject: subject.role.address,
        cause: "no condition"
      )
    }
  }
}
