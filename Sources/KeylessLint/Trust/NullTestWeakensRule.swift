import KeylessFindings

/// A claim that must be missing: the jobs without environment are those without its protection rules.
enum NullTestWeakensRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL124",
    "null-test-weakens",
    "`Null: \"true\"` on a claim in an `Allow`",
    .high,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .absenceAsked) { opening in
      TrustSubject.Words(
        message: "the role asks for jobs without \(opening.shown)",
        label: "only jobs that lack the claim get in",
        help: "ask for the value of the claim instead"
      )
    }
  }
}
