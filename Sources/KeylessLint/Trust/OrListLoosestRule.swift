import KeylessFindings
import KeylessPolicy
import KeylessSource

/// Values of one key are alternatives, so the loosest of them decides.
enum OrListLoosestRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL125",
    "or-list-loosest",
    "a list of subjects in which one value is looser than the rest",
    .medium,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, where: { isLoosest($0, subject) }) { opening in
      TrustSubject.Words(
        message: "\(opening.shown) is looser than the values beside it, and any one of them is enough",
        label: opening.peopleWords,
        help: "take it out of the list, or make it as exact as the others"
      )
    }
  }

  /// Whether the value is worse than some other of its list, and none is worse than it.
  private static func isLoosest(_ opening: Opening, _ subject: TrustSubject) -> Bool {
    guard opening.value != nil, let clause = opening.clause, clause.values.count > 1 else { return false }
    let beside = subject.openings.filter { $0.value != nil && $0.clause?.span == clause.span }
    let worst = beside.map(\.severity).max()
    let isTighterSomewhere = clause.values.contains { value in
      !beside.contains { $0.value?.span == value.span && $0.severity == worst }
    }
    return opening.severity == worst && isTighterSomewhere
  }
}
