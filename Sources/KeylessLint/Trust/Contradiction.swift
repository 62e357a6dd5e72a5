import KeylessPolicy
import KeylessSource

/// Conditions of one statement that somebody meets each by itself, and nobody together; or a single one on a key of AWS's own,
/// which nobody meets who comes with a token.
struct Contradiction {
  let statement: Statement
  /// The clauses that do it: mostly two; of a list with living values only the dead one.
  let clauses: [ConditionClause]
  /// The value that can never match, where the others of its list can.
  let value: Located<ConditionValue>?

  var cause: String { Cause.of(clauses) }
}

extension TrustSubject {
  func contradictions() -> [Contradiction] {
    let known = deadPlaces
    return admittingPlaces.flatMap { number -> [Contradiction] in
      let statement = document.statements[number]
      guard (1...Self.mostClauses).contains(statement.conditions.count) else { return [] }
      guard known.contains(number) else { return deadInLists(statement) }
      let alone = unmeetable(statement.conditions.map { statement.asking([$0]) }).keys.sorted()
      guard alone.isEmpty else {
        // One on a claim has its own rule.
        let foreign = alone.map { statement.conditions[$0] }.first {
          KeyStanding($0.key.value, in: statement) == .global
        }
        return foreign.map { [Contradiction(statement: statement, clauses: [$0], value: nil)] } ?? []
      }
      let clauses = opponents(statement, nil) ?? statement.conditions
      return [Contradiction(statement: statement, clauses: clauses, value: nil)]
    }
  }

  private static let mostClauses = 12

  /// The values that can never match beside the other clauses.
  private func deadInLists(_ statement: Statement) -> [Contradiction] {
    var places: [(clause: Int, value: Located<ConditionValue>)] = []
    for (index, clause) in statement.conditions.enumerated()
    where clause.values.count > 1 && !clause.test.value.comparison.isNegated && clause.test.value.comparison != .null {
      for value in clause.values { places.append((index, value)) }
    }
    let asked = places.map { statement.only($0.value, at: $0.clause) }
    let reasons = unmeetable(asked)
    let found = places.indices.filter { reasons[$0] != nil }
    let alone = unmeetable(found.map { asked[$0].asking([asked[$0].conditions[places[$0].clause]]) })
    return found.indices.filter { alone[$0] == nil }.map { index in
      let place = places[found[index]]
      let narrowed = asked[found[index]]
      let clauses = opponents(narrowed, place.clause) ?? narrowed.conditions
      return Contradiction(statement: statement, clauses: clauses, value: place.value)
    }
  }

  /// Two clauses that nobody meets together, those on one key first.
  private func opponents(_ statement: Statement, _ one: Int?) -> [ConditionClause]? {
    let clauses = statement.conditions
    var pairs: [(Int, Int)] = []
    for left in clauses.indices {
      for right in clauses.indices where left < right && (one == nil || one == left || one == right) {
        pairs.append((left, right))
      }
    }
    func isOneKey(_ pair: (Int, Int)) -> Bool { clauses[pair.0].key.value == clauses[pair.1].key.value }
    pairs = pairs.filter(isOneKey) + pairs.filter { !isOneKey($0) }
    let reasons = unmeetable(pairs.map { statement.asking([clauses[$0.0], clauses[$0.1]]) })
    return pairs.indices.first { reasons[$0] != nil }.map { [clauses[pairs[$0].0], clauses[pairs[$0].1]] }
  }
}
