import KeylessFindings
import KeylessPolicy
import KeylessSource

/// `…IfExists` also holds where the claim is missing.
enum IfExistsOnClaimRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL120",
    "ifexists-on-claim",
    "`…IfExists` on a claim",
    .critical,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, .ifExists) { opening in
      let test = opening.clause?.test.value
      return TrustSubject.Words(
        message: "`\(test?.description ?? "")` lets in tokens that have no \(opening.shown)",
        label: opening.peopleWords,
        help: "use `\(test?.comparison.rawValue ?? "StringEquals")`, and a claim that AWS can see"
      )
    }
  }
}
