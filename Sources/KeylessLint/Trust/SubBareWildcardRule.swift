import KeylessFindings

/// A subject of wildcards alone is no test of the subject.
enum SubBareWildcardRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL104",
    "sub-bare-wildcard",
    "`*`, `?*` and the like as the whole subject",
    .critical,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .bareWildcard) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) as the subject admits every subject",
        label: opening.peopleWords,
        help: "name owner, project and branch or environment"
      )
    }
  }
}
