import KeylessSource

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

  /// Every pair the language has: `Null` takes no qualifier (for the set operators that is our
  /// reading, unverified).
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

  /// The documented spelling of a name that differs in case only.
  static func sameButForCase(_ name: String) -> ConditionTest? { byFoldedName[ASCIIFold.folded(name)] }

  /// The name that was probably meant by a misspelt one.
  static func nearest(to name: String) -> String? { Spelling.nearest(to: name, among: names) }

  /// `NullIfExists`, `ForAnyValue:Null` and the like, which look as if they were in the language.
  static func isQualifiedNull(_ name: String) -> Bool {
    let folded = ASCIIFold.folded(name)
    return ["", "forallvalues:", "foranyvalue:"].contains { prefix in
      ["", "ifexists"].contains { suffix in
        prefix.utf8.count + suffix.utf8.count > 0 && folded.elementsEqual("\(prefix)null\(suffix)".utf8)
      }
    }
  }

  private static let names = all.map(\.description)

  private static let byFoldedName: [[UInt8]: ConditionTest] = Dictionary(
    all.map { (ASCIIFold.folded($0.description), $0) },
    uniquingKeysWith: { first, _ in first }
  )
}
