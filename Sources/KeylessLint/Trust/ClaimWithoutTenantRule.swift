import KeylessFindings

/// A test of claims that any project can have, and none of whose project it is.
enum ClaimWithoutTenantRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL118",
    "claim-without-tenant",
    "only `:environment`, `:ref`, `:actor`, `:workflow`, `:job_workflow_ref` or `user_login` is tested; neither subject nor repository id",
    .critical,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .claimWithoutTenant) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) says nothing about whose project it is",
        label: opening.peopleWords,
        help: "test `sub`, or the id of the project, beside it"
      )
    }
  }
}
