import KeylessFindings

/// Statements are alternatives, so the loosest of them decides, and some readers look at the first alone.
enum LaterStatementLooseRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL126",
    "later-statement-loose",
    "the first statement is tight, a later one is open",
    .medium,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    guard let first = subject.admittingNumbers.first else { return [] }
    let bound = worst(of: first, subject)
    return subject.findings(description, where: { isLater($0, than: first, bound, subject) }) { _ in
      TrustSubject.Words(
        message: "this statement is looser than the first one, and any one of them is enough",
        label: "whoever it admits gets in, whatever the first statement asks",
        help: "ask for as much here as in the first statement, or take the statement out"
      )
    }
  }

  private static func isLater(
    _ opening: Opening,
    than first: Int,
    _ bound: FindingSeverity?,
    _ subject: TrustSubject
  ) -> Bool {
    guard opening.number > first, opening.shape != .noAudience, opening.severity == worst(of: opening.number, subject)
    else { return false }
    guard let bound else { return opening.severity > .low }
    return opening.severity > bound
  }

  private static func worst(of number: Int, _ subject: TrustSubject) -> FindingSeverity? {
    subject.openings.filter { $0.number == number && $0.shape != .noAudience }.map(\.severity).max()
  }
}
