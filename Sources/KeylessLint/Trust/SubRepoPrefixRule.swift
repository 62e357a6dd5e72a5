import KeylessFindings

/// A project that is only the beginning of a name: a member can create one with a longer name.
enum SubRepoPrefixRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL109",
    "sub-repo-prefix",
    "the project is only a prefix: `repo:acme/api*`",
    .high,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .projectPrefix) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) also takes projects whose name only begins like yours",
        label: opening.peopleWords,
        help: "put the `:` behind the name of the project"
      )
    }
  }
}
