/// A finite union of intervals, each open, closed or unbounded at either end: numbers and dates in conditions.
///
/// The set is its borders in rising order: outside before the first, inside up to the second, and so on. The order is
/// taken as dense, so the open interval between two neighbouring integers counts as not empty.
package struct IntervalSet<Bound: Comparable>: Equatable {
  /// Where the set begins or ends: between two values, never on one.
  package enum Border: Comparable {
    case beforeAll
    case before(Bound)
    case after(Bound)
    case afterAll

    package static func < (left: Border, right: Border) -> Bool {
      switch (left, right) {
      case (_, .beforeAll), (.afterAll, _): false
      case (.beforeAll, _), (_, .afterAll): true
      case (.before(let left), .before(let right)), (.after(let left), .after(let right)): left < right
      case (.before(let left), .after(let right)): left <= right
      case (.after(let left), .before(let right)): left < right
      }
    }
  }

  /// One of the disjoint intervals, from a border to a border.
  package struct Interval: Equatable {
    package let lower: Border
    package let upper: Border
  }

  private let borders: [Border]

  private init(borders: [Border]) { self.borders = borders }

  package static var none: IntervalSet { IntervalSet(borders: []) }
  package static var all: IntervalSet { IntervalSet(borders: [.beforeAll, .afterAll]) }

  package static func value(_ value: Bound) -> IntervalSet { IntervalSet(borders: [.before(value), .after(value)]) }
  package static func less(than bound: Bound) -> IntervalSet { IntervalSet(borders: [.beforeAll, .before(bound)]) }
  package static func atMost(_ bound: Bound) -> IntervalSet { IntervalSet(borders: [.beforeAll, .after(bound)]) }
  package static func atLeast(_ bound: Bound) -> IntervalSet { IntervalSet(borders: [.before(bound), .afterAll]) }
  package static func greater(than bound: Bound) -> IntervalSet { IntervalSet(borders: [.after(bound), .afterAll]) }

  /// From one border to another; empty when they do not rise.
  package static func between(_ lower: Border, _ upper: Border) -> IntervalSet {
    lower < upper ? IntervalSet(borders: [lower, upper]) : none
  }

  package var isEmpty: Bool { borders.isEmpty }
  package var isAll: Bool { self == .all }

  /// The disjoint intervals in rising order, none of them touching the next.
  package var intervals: [Interval] {
    stride(from: 0, to: borders.count, by: 2).map { Interval(lower: borders[$0], upper: borders[$0 + 1]) }
  }

  package func contains(_ value: Bound) -> Bool {
    borders.count { $0 < .after(value) } % 2 == 1
  }

  package func union(_ other: IntervalSet) -> IntervalSet { merged(other) { $0 || $1 } }
  package func intersection(_ other: IntervalSet) -> IntervalSet { merged(other) { $0 && $1 } }
  package func subtracting(_ other: IntervalSet) -> IntervalSet { merged(other) { $0 && !$1 } }
  package func complement() -> IntervalSet { IntervalSet.all.subtracting(self) }
  package func isSubset(of other: IntervalSet) -> Bool { subtracting(other).isEmpty }
  package func isDisjoint(with other: IntervalSet) -> Bool { intersection(other).isEmpty }

  /// One sweep over all borders; a border stays where the result changes.
  private func merged(_ other: IntervalSet, _ isInside: (Bool, Bool) -> Bool) -> IntervalSet {
    var result: [Border] = []
    var (left, right) = (0, 0)
    while left < borders.count || right < other.borders.count {
      let border: Border
      if left == borders.count {
        border = other.borders[right]
      } else if right == other.borders.count {
        border = borders[left]
      } else {
        border = min(borders[left], other.borders[right])
      }
      if left < borders.count, borders[left] == border { left += 1 }
      if right < other.borders.count, other.borders[right] == border { right += 1 }
      if isInside(left % 2 == 1, right % 2 == 1) != (result.count % 2 == 1) { result.append(border) }
    }
    return IntervalSet(borders: result)
  }
}

extension IntervalSet: Hashable where Bound: Hashable {}
extension IntervalSet: Sendable where Bound: Sendable {}
extension IntervalSet.Border: Hashable where Bound: Hashable {}
extension IntervalSet.Border: Sendable where Bound: Sendable {}
extension IntervalSet.Interval: Hashable where Bound: Hashable {}
extension IntervalSet.Interval: Sendable where Bound: Sendable {}
