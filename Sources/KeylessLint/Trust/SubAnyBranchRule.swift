import KeylessFindings

/// Every branch, and with GitLab the source branches of merge requests.
enum SubAnyBranchRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL112",
    "sub-any-branch",
    "every branch: `ref:refs/heads/*`, `ref_type:branch:ref:*`",
    .medium,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .anyBranch) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) admits every branch of the project",
        label: opening.peopleWords,
        help: "name the branch that deploys, and protect it"
      )
    }
  }
}
