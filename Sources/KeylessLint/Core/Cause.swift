package import KeylessPolicy
import KeylessSource

/// What a finding's cause is called: the text of the condition, free of places and layout, so that every rule that speaks
/// of one clause says the same and the findings are one.
package enum Cause {
  /// One value of a clause.
  package static func of(_ clause: ConditionClause, _ value: ConditionValue) -> String {
    "\(clause.test.value) \(key(clause)) \(value.text)"
  }

  /// A whole clause.
  package static func of(_ clause: ConditionClause) -> String {
    if clause.values.count == 1, let value = clause.values.first { return of(clause, value.value) }
    return "\(clause.test.value) \(key(clause)) \(clause.values.map(\.value.text).sorted().joined(separator: ", "))"
  }

  /// A whole statement, wherever it stands in the policy.
  package static func of(_ statement: Statement) -> String {
    if statement.conditions.isEmpty { return "no condition" }
    return statement.conditions.map { of($0) }.sorted().joined(separator: "; ")
  }

  private static func key(_ clause: ConditionClause) -> String {
    String(decoding: clause.key.value.folded, as: UTF8.self)
  }
}
