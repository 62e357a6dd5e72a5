import KeylessPolicy
import KeylessReach
import KeylessSource

/// A value of a condition that no pipeline meets, whatever else its statement asks.
struct DeadValue {
  /// Places in the document, the statement and the clause.
  let statement: Int
  let clause: Int
  let value: Int
  /// Of the reach.
  let reason: String

  func clause(in document: PolicyDocument) -> ConditionClause { document.statements[statement].conditions[clause] }

  func value(in document: PolicyDocument) -> Located<ConditionValue> { clause(in: document).values[value] }

  /// Whether the owner of the project could give it by a subject template; that is how the reach then begins to say why.
  var needsTemplate: Bool { reason.hasPrefix("no default subject of") }
}

extension TrustSubject {
  /// The dead ones among the values that a rule has an explanation for.
  func deadValues(where isSuspect: (ConditionClause, ConditionValue) -> Bool) -> [DeadValue] {
    var places: [(Int, Int, Int)] = []
    var asked: [Statement] = []
    let known = deadPlaces
    for number in admittingPlaces {
      let statement = document.statements[number]
      for (place, clause) in statement.conditions.enumerated() {
        guard !clause.test.value.comparison.isNegated, clause.test.value.comparison != .null else { continue }
        // The one value of a clause that somebody meets lives.
        if clause.values.count == 1, !known.contains(number) { continue }
        for (index, value) in clause.values.enumerated() where isSuspect(clause, value.value) {
          places.append((number, place, index))
          asked.append(statement.asking([clause.only(value)]))
        }
      }
    }
    let reasons = unmeetable(asked)
    return places.indices.compactMap { index in
      reasons[index].map {
        DeadValue(statement: places[index].0, clause: places[index].1, value: places[index].2, reason: $0)
      }
    }
  }

  /// The dead values that would live as patterns: a `*` or `?` under an operator that knows none.
  func wildcardsInEquals() -> [DeadValue] {
    let found = deadValues { clause, value in
      [.text, .textIgnoringCase].contains(clause.test.value.comparison.comparison)
        && VariableText.holdsWildcard(value.text) && !isOldVariable(value)
    }
    let asPatterns = found.map { dead -> Statement? in
      let clause = dead.clause(in: document).only(dead.value(in: document))
      return clause.under(.stringLike, document.version).map { document.statements[dead.statement].asking([$0]) }
    }
    let asked = asPatterns.compactMap(\.self)
    guard asked.count == found.count else { return [] }
    let stillDead = self.unmeetable(asked)
    return found.indices.filter { stillDead[$0] == nil }.map { found[$0] }
  }

  /// Whether a value holds a policy variable that this version of the language takes for text.
  func isOldVariable(_ value: ConditionValue) -> Bool {
    document.version == .v2008 && VariableText.holdsVariable(value.text)
  }

  /// Whether a key is the subject of an issuer that the policy trusts.
  func isSubject(_ key: ConditionKey) -> Bool {
    answers.contains { key == ConditionKey($0.universe.prefix + ":sub") }
  }
}

/// How a value would be read where `${…}` is known.
enum VariableText {
  static func holdsVariable(_ text: String) -> Bool {
    (try? PolicyText(text, wildcards: false, variables: .everywhere)).map { !$0.variables.isEmpty } ?? false
  }

  /// A `*` or `?` that is not written as `${*}` or `${?}`.
  static func holdsWildcard(_ text: String) -> Bool {
    guard let parsed = try? PolicyText(text, wildcards: true, variables: .everywhere) else {
      return text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }
    return parsed.segments.contains { segment in
      switch segment {
      case .anyRun, .anyScalar: true
      case .literal, .variable: false
      }
    }
  }
}
