import KeylessFindings

/// Pull requests run code that nobody has reviewed, and their subject does not say whose.
enum SubPullRequestRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL111",
    "sub-pull-request",
    "`…:pull_request` may assume the role",
    .high,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .pullRequest) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) admits every pull request of the repository",
        label: opening.peopleWords,
        help: "trust an environment or a branch; give pull requests a role of their own that can only read"
      )
    }
  }
}
