import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// A subject that is compared without regard to case, though branches and environments differ by it.
enum CaseInsensitiveOperatorRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL134",
    "case-insensitive-operator",
    "`StringEqualsIgnoreCase` on a subject",
    .low,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.admittingPlaces.compactMap { number in
      let statement = subject.document.statements[number]
      for (place, clause) in statement.conditions.enumerated()
      where subject.isSubject(clause.key.value) && clause.test.value.comparison == .stringEqualsIgnoreCase {
        for value in clause.values.prefix(16) where admitsOther(value, place, statement, subject) {
          return Finding(
            description,
            subject.severity(.low),
            .open,
            "`\(value.value.text)` is compared without regard to case, and other spellings are other branches or environments",
            at: .init(clause.test.span, "`Main` is another branch than `main`"),
            related: [.init(value.span, "matches in every spelling")],
            help: "write `StringEquals` and the subject exactly as the platform spells it",
            subject: subject.role.address,
            cause: Cause.of(clause)
          )
        }
      }
      return nil
    }
  }

  /// Whether another spelling behind the project, whose own name is the same in any, is somebody's subject.
  private static func admitsOther(
    _ value: Located<ConditionValue>,
    _ place: Int,
    _ statement: Statement,
    _ subject: TrustSubject
  ) -> Bool {
    let text = value.value.text
    let colons = text.indices.filter { text[$0] == ":" }
    let key = statement.conditions[place].key.value.name
    guard colons.count > 1, !VariableText.holdsWildcard(text),
      let project = ConditionClause.made(.stringLike, key, [String(text[...colons[1]]) + "*"], at: value.span),
      let other = ConditionClause.made(.stringNotEquals, key, [text], at: value.span)
    else { return false }
    var asked = statement.only(value, at: place)
    asked.conditions += [project, other]
    return subject.worthOfOpen([asked]) != nil
  }
}
