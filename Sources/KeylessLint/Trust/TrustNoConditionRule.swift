import KeylessFindings

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
    subject.findings(description, .noCondition) { opening in
      TrustSubject.Words(
        message: "the role trusts every token of its issuer",
        label: opening.peopleWords,
        help: "ask for the audience and for the subject of your own pipelines"
      )
    }
  }
}
