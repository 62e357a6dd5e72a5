/// What surrounds an operator: how many values are expected, and what a missing key means.
package enum ConditionQualifier: CaseIterable, Sendable {
  case plain, ifExists, forAllValues, forAllValuesIfExists, forAnyValue, forAnyValueIfExists
}

/// An operator with its qualifier: the name under `Condition`.
package struct ConditionTest: Hashable, Sendable, CustomStringConvertible {
  package var comparison: ConditionOperator
  package var qualifier: ConditionQualifier

  package init(_ comparison: ConditionOperator, _ qualifier: ConditionQualifier = .plain) {
    self.comparison = comparison
    self.qualifier = qualifier
  }

  /// Every pair the language has: `Null` takes no qualifier (for the set operators that is our reading, the reference
  /// is silent).
  package static let all: [ConditionTest] = ConditionOperator.allCases.flatMap { comparison in
    comparison == .null
      ? [ConditionTest(.null)] : ConditionQualifier.allCases.map { ConditionTest(comparison, $0) }
  }

  /// Reads a name exactly as the documentation spells it.
  package init?(_ name: String) {
    guard let test = Self.byName[Array(name.utf8)] else { return nil }
    self = test
  }

  package var description: String {
    let name = comparison.rawValue
    return switch qualifier {
    case .plain: name
    case .ifExists: "\(name)IfExists"
    case .forAllValues: "ForAllValues:\(name)"
    case .forAllValuesIfExists: "ForAllValues:\(name)IfExists"
    case .forAnyValue: "ForAnyValue:\(name)"
    case .forAnyValueIfExists: "ForAnyValue:\(name)IfExists"
    }
  }

  /// Keyed by bytes: to Swift's `String` the Kelvin sign equals a `K`.
  private static let byName: [[UInt8]: ConditionTest] = Dictionary(
    all.map { (Array($0.description.utf8), $0) },
    uniquingKeysWith: { first, _ in first }
  )

  /// The documented spelling of a name that differs in case only, for a hint.
  static func nearest(to name: String) -> ConditionTest? {
    let folded = ASCIIFold.folded(name)
    return all.first { ASCIIFold.folded($0.description) == folded }
  }
}
