import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Issuers of which no platform is known: what their subjects look like is not known either, but a policy that asks for no
/// subject admits all of them.
extension OpeningSearch {
  func unjudged(_ statement: Statement, _ number: Int) throws -> [Opening] {
    let issuers = KeyStanding.issuers(of: statement)
    // Whoever has a token of a private issuer has an account of its owner's.
    func opening(_ shape: Opening.Shape, _ clause: ConditionClause?, _ value: Located<ConditionValue>?) -> Opening {
      Opening(
        shape: shape,
        people: .colleague,
        severity: PeopleClass.colleague.severity,
        statement: statement,
        number: number,
        clause: clause,
        value: value,
        witness: nil
      )
    }
    if issuers.isEmpty { return [] }
    if statement.conditions.isEmpty { return [opening(.noCondition, nil, nil)] }
    var out = try vacuous(statement, number, nil)
    func tested(_ claim: String) -> ConditionClause? {
      statement.conditions.first { clause in
        issuers.contains { clause.key.value == ConditionKey("\($0):\(claim)") }
      }
    }
    guard
      statement.conditions.allSatisfy({ !KeyStanding($0.key.value, in: statement).isNeverThere || $0.holdsWithoutKey })
    else { return out }
    guard let subject = tested("sub") else {
      let isNamed = issuers.allSatisfy {
        NamedTenant.isIn(statement, of: "https://" + $0, otherwiseThanBySubject: true)
      }
      return isNamed ? out : out + [opening(.noSubject, tested("aud"), nil)]
    }
    if subject.test.value.comparison.isNegated {
      out.append(opening(.negatedTenant, subject, nil))
    } else if statement.conditions.count(where: { $0.key.value == subject.key.value }) == 1 {
      out += subject.values.filter { SubjectText($0.value)?.isBare == true }.map { opening(.bareWildcard, subject, $0) }
    }
    return out
  }
}
