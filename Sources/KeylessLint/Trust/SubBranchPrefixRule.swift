import KeylessFindings

/// A branch that is only a pattern: whoever can push creates one that matches, and it is seldom protected.
enum SubBranchPrefixRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL113",
    "sub-branch-prefix",
    "a branch that is only a prefix: `refs/heads/main*`",
    .medium,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .branchPrefix) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) admits every branch that matches it",
        label: opening.peopleWords,
        help: "name the branch in full, or trust a protected environment"
      )
    }
  }
}
