import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// Whether a statement compares the claim that says whose a token is with whole values.
enum NamedTenant {
  static func isIn(_ statement: Statement, of issuer: String, otherwiseThanBySubject: Bool = false) -> Bool {
    let subject = ConditionKeyMap.prefix(of: issuer) + ":sub"
    // Cognito's is the pool, as Pulumi's is the organization.
    let tenancy = SharedIssuer.matching(issuer)?.tenancyKeys(for: issuer) ?? []
    let keys = (tenancy + [subject]).filter { !otherwiseThanBySubject || $0 != subject }.map { ConditionKey($0) }
    return statement.conditions.contains { clause in
      keys.contains(clause.key.value) && isWhole(clause)
    }
  }

  private static func isWhole(_ clause: ConditionClause) -> Bool {
    let comparison = clause.test.value.comparison
    guard [.plain, .forAnyValue].contains(clause.test.value.qualifier),
      [.stringEquals, .stringEqualsIgnoreCase, .stringLike].contains(comparison)
    else { return false }
    return clause.values.allSatisfy { value in
      if case .text(let text) = value.value.operand { text.literal != nil } else { false }
    }
  }
}
