import KeylessFindings

/// A wildcard before the end of the project: what stands behind it can be part of somebody else's names.
enum SubLeadingWildcardRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL107",
    "sub-leading-wildcard",
    "the pattern starts with a wildcard, or has one before the end of the project",
    .critical,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .leadingWildcard) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) has a wildcard before the project is named, so other projects match",
        label: opening.peopleWords,
        help: "spell the subject from its beginning to the end of the project"
      )
    }
  }
}
