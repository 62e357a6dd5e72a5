import KeylessPolicy

/// What a run has seen.
struct Tally: Sendable {
  var policies = 0
  /// Policies with nothing admitted among their pairs.
  var dead = 0
  /// Policies of which the reach says that it lies between two bounds.
  var bounded = 0
  /// Policies beyond the bounds of the computation; no pair of theirs is counted.
  var complex = 0
  var pairs = 0
  /// Let in by the evaluator.
  var admitted = 0
  /// Refused by the evaluator, and one component away from a pipeline that it lets in.
  var near = 0
  /// The two bounds of the reach are one at this point.
  var decided = 0
  var drawn: [ConditionTest: Int] = [:]
  /// Drawn in a policy whose reach is exact.
  var drawnExactly: Set<ConditionTest> = []
  var wrong: [Counterexample] = []

  mutating func add(_ other: Tally) {
    policies += other.policies
    dead += other.dead
    bounded += other.bounded
    complex += other.complex
    pairs += other.pairs
    admitted += other.admitted
    near += other.near
    decided += other.decided
    drawnExactly.formUnion(other.drawnExactly)
    drawn.merge(other.drawn, uniquingKeysWith: +)
    wrong += other.wrong
  }

  var neverDrawn: [ConditionTest] { ConditionTest.all.filter { drawn[$0] == nil } }
  var neverExact: [ConditionTest] { ConditionTest.all.filter { !drawnExactly.contains($0) } }

  var summary: String {
    func share(_ count: Int) -> String { "\(count) (\(pairs == 0 ? 0 : count * 100 / pairs) %)" }
    return
      "\(policies) policies, \(pairs) pairs: \(share(admitted)) admitted, \(share(near)) refused and one component "
      + "away from an admitted one, \(share(decided)) decided exactly; \(dead) policies admitted nobody, \(bounded) had "
      + "bounds instead of an exact reach, \(complex) were too complex"
  }

  /// Conditions by operator and qualifier.
  var table: String {
    let names = ["plain", "IfExists", "All", "AllIfExists", "Any", "AnyIfExists"]
    func cell(_ text: String) -> String { String(repeating: " ", count: max(1, 12 - text.count)) + text }
    let rows = ConditionOperator.allCases.map { comparison in
      let name = comparison.rawValue
      return name + String(repeating: " ", count: 26 - name.count)
        + ConditionQualifier.allCases.map { qualifier in
          let count = drawn[ConditionTest(comparison, qualifier)]
          return cell(count.map(String.init) ?? "-")
        }.joined()
    }
    let head = String(repeating: " ", count: 26) + names.map(cell).joined()
    return ([head] + rows).joined(separator: "\n")
  }
}
