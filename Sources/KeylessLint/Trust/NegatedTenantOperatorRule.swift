import KeylessFindings

/// A list of whom not to trust: everybody else is let in.
enum NegatedTenantOperatorRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL123",
    "negated-tenant-operator",
    "a tenant key is tested only with a negated operator (`StringNotLike`, `StringNotEquals`)",
    .critical,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .negatedTenant) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) is only compared with what it must not be",
        label: opening.peopleWords,
        help: "say whom you trust, with `StringEquals` or `StringLike`"
      )
    }
  }
}
