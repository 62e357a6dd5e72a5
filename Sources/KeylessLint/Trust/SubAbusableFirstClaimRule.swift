import KeylessFindings
import KeylessReach

/// A custom subject that begins with something the job itself chooses, and does not say whose job it is.
enum SubAbusableFirstClaimRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL117",
    "sub-abusable-first-claim",
    "a customised subject that starts with a claim the attacker controls and names neither repository nor owner",
    .critical,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .customSubject) { opening in
      let template = opening.witness?.form.subjectTemplate ?? []
      let spelled = template.map { "`\($0)`" }.joined(separator: ", ")
      return TrustSubject.Words(
        message: "\(opening.shown) names no owner: a project with the subject template \(spelled) has such a subject",
        label: opening.peopleWords,
        help: "begin the subject with `repo` or `repository_id`, and ask for yours"
      )
    }
  }
}
