import KeylessFindings

/// Any branch, tag, request or environment of one project.
enum SubAnyContextRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL110",
    "sub-any-context",
    "the project is exact, everything after it is free: `repo:acme/api:*`, `project_path:g/p:*`",
    .medium,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .anyContext) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) admits every branch, tag, request and environment of the project",
        label: opening.peopleWords,
        help: "name the branch or the environment that deploys"
      )
    }
  }
}
