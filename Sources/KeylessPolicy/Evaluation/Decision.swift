/// What a policy answered, and why: a denial is a value with its reasons.
package struct Decision: Sendable {
  package let outcome: PolicyOutcome
  package let statements: [StatementTrace]

  init(_ statements: [StatementTrace]) {
    self.statements = statements
    if statements.contains(where: { $0.applies && $0.effect == .deny }) {
      outcome = .deny
    } else {
      outcome = statements.contains(where: \.applies) ? .allow : .implicitDeny
    }
  }

  /// The statement that decided; nil when none applied.
  package var deciding: StatementTrace? {
    statements.first { $0.applies && ($0.effect == .deny) == (outcome == .deny) }
  }

  /// Of the statements that might have allowed the request, the one that came nearest to it.
  package var nearest: StatementTrace? {
    guard outcome == .implicitDeny else { return nil }
    return statements.filter { $0.effect == .allow }.min { $0.distance < $1.distance }
  }

  /// The condition to look at first: the first that failed where nothing but conditions failed.
  package var firstFailingCondition: ConditionTrace? {
    guard let nearest, nearest.elements.allSatisfy(\.matched) else { return nil }
    return nearest.conditions.first { !$0.matched }
  }
}
