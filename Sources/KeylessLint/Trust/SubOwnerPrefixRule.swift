import KeylessFindings

/// An owner that is only the beginning of a name: anybody can register a longer one.
enum SubOwnerPrefixRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL106",
    "sub-owner-prefix",
    "the owner is only a prefix: `repo:acme*`, `repo:acme*/api:*`, `project_path:acme*`",
    .critical,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .ownerPrefix) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) also takes owners whose name only begins like yours",
        label: opening.peopleWords,
        help: "end the name of the owner with `/` before any wildcard"
      )
    }
  }
}
