import KeylessFindings

/// No test of whose job it is: the audience is what the job itself asked for.
enum TrustMissingSubRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL102",
    "trust-missing-sub",
    "only `:aud` is tested, no `:sub`",
    .critical,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .noSubject) { opening in
      TrustSubject.Words(
        message: "nothing in the condition says whose pipelines may assume the role",
        label: opening.peopleWords,
        help: "test `sub` with the subject of your own pipelines"
      )
    }
  }
}
