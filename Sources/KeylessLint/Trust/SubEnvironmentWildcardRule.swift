import KeylessFindings

/// An environment comes into being, unprotected, as soon as a workflow names it.
enum SubEnvironmentWildcardRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL115",
    "sub-environment-wildcard",
    "a wildcard in the environment: `environment:prod*`, `environment:*`",
    .medium,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .environmentWildcard) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) admits environments that anybody who can push may invent",
        label: opening.peopleWords,
        help: "name the environment in full"
      )
    }
  }
}
