package import KeylessSource

/// What became of one condition.
package struct ConditionTrace: Sendable {
  /// As written.
  package let key: String
  /// With its qualifier, as `ForAnyValue:StringLike`.
  package let test: ConditionTest
  /// The policy's values as written.
  package let expected: [String]
  /// The request's values; nil when it does not carry the key.
  package let actual: [String]?
  package let matched: Bool
  /// The key and its values in the document.
  package let span: SourceSpan
  /// What is not plain from the values: absence, disputes, variables.
  package let note: String?

  init(_ condition: CompiledCondition, _ context: RequestContext) {
    let clause = condition.clause
    key = clause.key.value.name
    test = clause.test.value
    expected = clause.values.map(\.value.text)
    actual = context[condition.key.name]
    matched = condition.evaluate(context)
    span = clause.span
    if test.comparison == .null {
      note = nil
    } else if let actual {
      note =
        Self.note(test, values: actual.count) ?? Self.unresolved(clause, context)
        ?? Self.unreadable(test.comparison.comparison, actual)
    } else {
      note = Self.absent(test)
    }
  }

  private static func absent(_ test: ConditionTest) -> String {
    switch test.qualifier {
    case .plain:
      test.comparison.isNegated
        ? "the key is absent, and a negated operator holds for an absent key"
        : "the key is absent, and a positive operator never matches an absent key"
    case .ifExists: "the key is absent, and `…IfExists` holds for an absent key"
    case .forAllValues, .forAllValuesIfExists: "the key is absent, and `ForAllValues` holds where there are no values"
    case .forAnyValue: "the key is absent, and `ForAnyValue` wants at least one value"
    case .forAnyValueIfExists:
      "the key is absent; disputed: the documentation says that this holds, practice that it fails, "
        + "and keyless lets it fail"
    }
  }

  private static func note(_ test: ConditionTest, values: Int) -> String? {
    switch (test.qualifier, values) {
    case (.plain, 0), (.ifExists, 0): "the key is there without a value; what AWS does then is not documented"
    case (.forAllValues, 0), (.forAllValuesIfExists, 0):
      "the key has no values, and `ForAllValues` holds where there are none"
    case (.forAnyValue, 0), (.forAnyValueIfExists, 0): "the key has no values, and `ForAnyValue` wants at least one"
    case (.plain, 2...), (.ifExists, 2...):
      "the key has several values, and an operator without `ForAllValues` or `ForAnyValue` fails on them"
    default: nil
    }
  }

  private static func unreadable(_ comparison: ConditionOperator.Comparison, _ values: [String]) -> String? {
    let kind: String
    let readable: (String) -> Bool
    switch comparison {
    case .number: (kind, readable) = ("a number", { ExactDecimal($0.utf8) != nil })
    case .date: (kind, readable) = ("a date", { PolicyDate($0.utf8) != nil })
    case .bool: (kind, readable) = ("a boolean", { PolicyBool.read(Array($0.utf8)) != nil })
    case .binary: (kind, readable) = ("base64", { Base64Bytes.decode(Array($0.utf8)) != nil })
    case .address: (kind, readable) = ("an address", { AddressRange($0.utf8)?.isSingleAddress == true })
    case .text, .textIgnoringCase, .wildcards, .arn, .null: return nil
    }
    guard let odd = values.first(where: { !readable($0) }) else { return nil }
    return "the request's `\(odd)` is not \(kind), so it matches no value"
  }

  private static func unresolved(_ clause: ConditionClause, _ context: RequestContext) -> String? {
    for value in clause.values {
      for variable in value.value.variables where ResolvedText.value(of: variable, context) == nil {
        return
          "the variable `${\(variable.key)}` has no single value in this request, so `\(value.value.text)` matches nothing"
      }
    }
    return nil
  }
}
