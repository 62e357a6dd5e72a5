import KeylessPolicy
import KeylessReach
import KeylessSource

/// A statement that is beyond the bounds as a whole: each value of its subject by itself.
extension OpeningSearch {
  func valueByValue(_ statement: Statement, _ number: Int) throws -> [Opening] {
    let issuers = KeyStanding.issuers(of: statement)
    let subjects = statement.conditions.filter { clause in
      !clause.test.value.comparison.isNegated && issuers.contains { clause.key.value == ConditionKey("\($0):sub") }
    }
    guard let clause = subjects.first, clause.values.count > 1 else { return [] }
    var out: [Opening] = []
    for value in clause.values {
      var one = statement
      for index in one.conditions.indices where one.conditions[index].span == clause.span {
        one.conditions[index].values = [value]
      }
      // A value that is too complex by itself stays unknown.
      guard let reaches = try? reaches(one) else { continue }
      for reach in reaches {
        guard let people = reach.people,
          let shape = FreeParts(reach: reach, text: SubjectText(value.value)).shape
        else { continue }
        out.append(
          Opening(
            shape: shape,
            people: people,
            severity: Self.severity(shape, people, reach, clause),
            statement: statement,
            number: number,
            clause: clause,
            value: value,
            witness: reach.witness(people)
          )
        )
      }
    }
    return out
  }
}
