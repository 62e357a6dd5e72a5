import KeylessFindings
import KeylessPolicy
import KeylessSource

/// `ForAllValues:` also holds where the key is missing.
enum ForAllValuesOnSingleValuedRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL119",
    "forallvalues-on-single-valued",
    "`ForAllValues:` on a key with one value (`:aud`, `:sub`, `:iss`, `:environment`)",
    .high,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    let shapes: [Opening.Shape] = [.forAllValues(isNews: true), .forAllValues(isNews: false)]
    return subject.findings(description, where: { shapes.contains($0.shape) }) { opening in
      let isNews = opening.shape == shapes[0]
      return TrustSubject.Words(
        message: isNews
          ? "`ForAllValues:` lets in tokens that have no \(opening.shown)"
          : "`ForAllValues:` on \(opening.shown), which has one value, holds where the key is missing",
        label: isNews ? opening.peopleWords : "nobody more gets in by it, and it asks for less than it says",
        help: "use \(plain(opening)), which asks for one value"
      )
    }
  }

  private static func plain(_ opening: Opening) -> String {
    "`\(opening.clause?.test.value.comparison.rawValue ?? "StringEquals")`"
  }
}
