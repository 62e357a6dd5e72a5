import KeylessFindings

/// A context that is only an ending: a branch of that ending matches as well as an environment.
enum SubContextSuffixRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL116",
    "sub-context-suffix",
    "the context is only a suffix: `repo:acme/api:*production`",
    .high,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .contextSuffix) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) asks only how the subject ends, and a branch can end like that",
        label: opening.peopleWords,
        help: "spell what stands behind the project from its beginning"
      )
    }
  }
}
