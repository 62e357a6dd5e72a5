import KeylessAWSHalf
package import KeylessFindings
package import KeylessPolicy
import KeylessReach
import KeylessSource

extension TrustSubject {
  /// A test of a key that is never there: what it decides is decided.
  package struct DeadTest {
    package let statement: Statement
    package let clause: ConditionClause
    package let standing: KeyStanding
    /// A `Deny` that never holds keeps nobody out; another one that always holds keeps everybody out.
    package let effect: FindingEffect
  }

  /// The tests that never hold in an `Allow`, and those of a `Deny`.
  package var dead: [DeadTest] {
    document.statements.filter(TrustQuestion.isExchange).flatMap { statement in
      let isAllow = statement.effect.value == .allow
      return statement.conditions.compactMap { clause -> DeadTest? in
        let standing = KeyStanding(clause.key.value, in: statement)
        guard standing.isNeverThere else { return nil }
        // An `Allow` that a missing key does not stop is an opening; a `Deny` goes by its other tests then.
        if clause.holdsWithoutKey { return nil }
        return DeadTest(statement: statement, clause: clause, standing: standing, effect: isAllow ? .dead : .open)
      }
    }
  }

  package func finding(_ rule: RuleDescription, _ dead: DeadTest, _ why: String, _ help: String) -> Finding {
    let isDead = dead.effect == .dead
    let people = answers.flatMap(\.classes).farthest
    return Finding(
      rule,
      severity(isDead ? .medium : people?.severity ?? .medium),
      dead.effect,
      "\(why): \(isDead ? "the statement lets in nobody" : "the `Deny` keeps out nobody")",
      at: .init(dead.clause.key.span, "never there"),
      related: dead.statement.principal.map { [.init($0.span, "whose tokens are spoken of")] } ?? [],
      witness: isDead ? nil : answers.flatMap(\.witnesses).first { $0.kind == people }.map(WitnessWords.words),
      help: help,
      subject: role.address,
      cause: Cause.of(dead.clause)
    )
  }
}
