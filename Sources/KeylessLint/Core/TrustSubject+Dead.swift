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

  /// The tests of keys that are never there, as far as they decide: an `Allow` that nobody meets, a `Deny` that keeps out
  /// nobody, and one that keeps out everybody.
  package var dead: [DeadTest] {
    document.statements.filter(TrustQuestion.isExchange).flatMap { statement in
      statement.conditions.compactMap { clause -> DeadTest? in
        let standing = standing(of: clause, in: statement)
        guard standing.isNeverThere, let effect = effect(of: clause, in: statement) else { return nil }
        return DeadTest(statement: statement, clause: clause, standing: standing, effect: effect)
      }
    }
  }

  /// What is denied to everybody is denied to the issuers that the policy trusts.
  package func standing(of clause: ConditionClause, in statement: Statement) -> KeyStanding {
    let own = KeyStanding.issuers(of: statement)
    let all = own.isEmpty && statement.effect.value == .deny ? admitting.flatMap(KeyStanding.issuers) : own
    return KeyStanding(clause.key.value, issuers: all)
  }

  /// Nil where it decides nothing; an `Allow` that a missing key does not stop is an opening.
  private func effect(of clause: ConditionClause, in statement: Statement) -> FindingEffect? {
    if statement.effect.value == .allow { return clause.holdsWithoutKey ? nil : .dead }
    let isOpen = answers.isEmpty || !answers.allSatisfy(\.classes.isEmpty)
    if !clause.holdsWithoutKey { return isOpen ? .open : nil }
    if isOpen { return nil }
    let others = document.statements.filter { $0.span != statement.span }
    let isTheReason = (try? self.answers(with: others))?.contains { !$0.classes.isEmpty } == true
    return isTheReason ? .dead : nil
  }

  private func finding(_ rule: RuleDescription, _ dead: DeadTest, _ why: String, _ help: String) -> Finding {
    let isDead = dead.effect == .dead
    let people = answers.flatMap(\.classes).farthest
    return Finding(
      rule,
      severity(isDead ? .medium : people?.severity ?? .medium),
      dead.effect,
      "\(why): \(Self.outcome(dead))",
      at: .init(dead.clause.key.span, "never there"),
      related: dead.statement.principal.map { [.init($0.span, "whose tokens are spoken of")] } ?? [],
      witness: isDead ? nil : answers.flatMap(\.witnesses).first { $0.kind == people }.map(WitnessWords.words),
      help: help,
      subject: role.address,
      cause: Cause.of(dead.clause)
    )
  }

  /// The findings about tests of keys that are never there, those that hold all the same first.
  ///
  /// A rule has no words for the keys of which another one speaks.
  package func findings(
    _ rule: RuleDescription,
    ofKeys words: (KeyStanding) -> (why: String, help: String)?
  ) -> [Finding] {
    let open = openings.compactMap { opening -> Finding? in
      guard opening.shape == .unmapped || opening.shape == .wrongIssuer, let clause = opening.clause,
        let (why, help) = words(standing(of: clause, in: opening.statement))
      else { return nil }
      let message = "\(why): the condition always holds"
      return finding(rule, opening, Words(message: message, label: opening.peopleWords, help: help))
    }
    return open + dead.compactMap { dead in words(dead.standing).map { finding(rule, dead, $0.why, $0.help) } }
  }

  private static func outcome(_ dead: DeadTest) -> String {
    if dead.statement.effect.value == .allow { return "the statement lets in nobody" }
    return dead.effect == .dead ? "the `Deny` keeps out everybody" : "the `Deny` keeps out nobody"
  }
}
