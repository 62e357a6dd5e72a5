package import KeylessSource

/// One key under one operator, with the values it is compared with; the values are alternatives.
package struct ConditionClause: Sendable {
  /// The operator, at its name in the document.
  package var test: Located<ConditionTest>
  /// The key, at its name in the document.
  package var key: Located<ConditionKey>
  package var values: [Located<ConditionValue>]
  /// From the key to the end of its values.
  package var span: SourceSpan
}

/// A value of a condition: how it is written, and what the operator takes it for.
package struct ConditionValue: Sendable {
  /// As written; a JSON boolean or number by its literal.
  package var text: String
  package var operand: Operand

  package enum Operand: Sendable {
    /// For the operators on text and ARNs; wildcards only where the operator knows them.
    case text(PolicyText)
    case number(ExactDecimal)
    case date(PolicyDate)
    case bool(Bool)
    /// `Bool` against a policy variable; the documentation contradicts itself on it, the engine accepts it (disputed).
    case boolText(PolicyText)
    case bytes([UInt8])
    case addresses(AddressRange)
    /// `Null`: whether the key must be absent.
    case absent(Bool)
  }
}
