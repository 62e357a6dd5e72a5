import KeylessFindings

/// A branch and a tag of one name are both admitted; tags are seldom protected.
enum SubTagBranchConfusionRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL114",
    "sub-tag-branch-confusion",
    "branch and tag are interchangeable: `ref:refs/*/main`, `ref_type:*:ref:main`",
    .medium,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .tagOrBranch) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) admits a tag as well as a branch of that name",
        label: opening.peopleWords,
        help: "spell `refs/heads/` or `ref_type:branch`"
      )
    }
  }
}
