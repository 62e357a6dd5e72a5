package import KeylessPolicy

extension Cause {
  /// Clauses that only together do what they do.
  package static func of(_ clauses: [ConditionClause]) -> String {
    clauses.map { of($0) }.sorted().joined(separator: " and ")
  }

  /// For a finding about what a statement does not ask.
  package static func without(_ key: String, _ statement: Statement) -> String { "no \(key) beside \(of(statement))" }
}
