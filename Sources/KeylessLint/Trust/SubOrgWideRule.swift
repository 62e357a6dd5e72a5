import KeylessFindings

/// Every project of an owner, also those that a member creates tomorrow.
enum SubOrgWideRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL108",
    "sub-org-wide",
    "every project of an owner or group: `repo:acme/*`, `project_path:acme/*`",
    .high,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .everyProject) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) admits every project of its owner",
        label: opening.peopleWords,
        help: "list the projects that deploy with this role"
      )
    }
  }
}
