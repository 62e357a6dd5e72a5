import KeylessFindings

/// A wildcard in the place of the owner: whoever has a project of their own has one that matches.
enum SubWildcardOwnerRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL105",
    "sub-wildcard-owner",
    "a wildcard where the owner or top-level group belongs: `repo:*`, `repo:*/*:…`",
    .critical,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .anyOwner) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) leaves open whose project it is",
        label: opening.peopleWords,
        help: "name the owner and the project in full"
      )
    }
  }
}
