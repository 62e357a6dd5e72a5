/// The decimal integers on one side of a given one, as texts without sign or leading zero: what the numeric operators
/// of a condition make of an id.
package enum DecimalLanguage {
  package enum Comparison: Hashable, Sendable, CaseIterable {
    case less, lessOrEqual, equal, greaterOrEqual, greater
  }

  /// Nil when the number is not written in decimal digits; leading zeros in it do not count.
  ///
  /// The automaton is the comparison from the left: equal so far, already less, already greater, and whoever ends up
  /// with more digits is greater whatever they were.
  package static func texts(_ comparison: Comparison, _ number: [UInt8]) -> Language? {
    guard !number.isEmpty, number.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let significant = Array(number.drop { $0 == 48 })
    let digits = significant.isEmpty ? [48] : significant
    let table = Table(digits)
    let accepting = (0..<table.stateCount).map { table.order(of: $0).map { accepts(comparison, $0) } ?? false }
    return Language(minimising: Automaton(classes: table.classes, table: table.entries, accepting: accepting))
  }

  private static func accepts(_ comparison: Comparison, _ order: Int) -> Bool {
    switch comparison {
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .equal: order == 0
    case .greaterOrEqual: order >= 0
    case .greater: order > 0
    }
  }
}

/// After i digits state 3i is equal so far, 3i+1 less, 3i+2 greater; behind them: longer, a lone zero, the dead end.
private struct Table {
  let classes: ByteClasses
  private(set) var entries: [UInt32] = []
  private let digits: [UInt8]

  private var longer: Int { 3 * digits.count + 3 }
  private var zero: Int { longer + 1 }
  private var dead: Int { longer + 2 }
  var stateCount: Int { longer + 3 }

  init(_ digits: [UInt8]) {
    self.digits = digits
    var classes = ByteClasses()
    classes.singleOut(48...57)
    self.classes = classes
    for state in 0..<stateCount {
      entries.append(UInt32(dead))
      for digit: UInt8 in 48...57 { entries.append(UInt32(next(state, digit))) }
    }
  }

  /// How a text that ends here compares with the number; nil when it is none.
  func order(of state: Int) -> Int? {
    if state == longer { return 1 }
    if state == zero { return digits == [48] ? 0 : -1 }
    let (count, kind) = (state / 3, state % 3)
    if count == 0 || state >= longer { return nil }
    if count < digits.count { return -1 }
    return kind == 0 ? 0 : kind == 1 ? -1 : 1
  }

  private func next(_ state: Int, _ digit: UInt8) -> Int {
    if state == 0, digit == 48 { return zero }
    if state >= zero { return dead }
    let (count, kind) = (state / 3, state % 3)
    if state == longer || count == digits.count { return longer }
    if kind != 0 { return state + 3 }
    let wanted = digits[count]
    return 3 * (count + 1) + (digit == wanted ? 0 : digit < wanted ? 1 : 2)
  }
}
