import KeylessTesting
import Testing

@testable import KeylessReach

@Suite("sets of intervals")
struct IntervalSetTests {
  /// Borders lie on even numbers, so the odd ones see what is open.
  private static func random(_ generator: inout SplitMix64) -> IntervalSet<Int> {
    (0..<3).reduce(IntervalSet<Int>.none) { set, _ in
      let bound = 2 * Int.random(in: 0...5, using: &generator)
      let other = bound + 2 * Int.random(in: 0...3, using: &generator)
      let next: IntervalSet<Int> =
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: .less(than: bound)
        case 1: .atMost(bound)
        case 2: .between(.before(bound), .before(other))
        case 3: .between(.after(bound), .after(other))
        case 4: .between(.after(bound), .before(other))
        default: .value(bound)
        }
      return Bool.random(using: &generator) ? set.union(next) : next.subtracting(set)
    }
  }

  @Test("the algebra is that of sets", arguments: 1...200)
  func algebra(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let left = Self.random(&generator)
    let right = Self.random(&generator)
    for value in -2...20 {
      let (isLeft, isRight) = (left.contains(value), right.contains(value))
      #expect(left.union(right).contains(value) == (isLeft || isRight), "seed \(seed)")
      #expect(left.intersection(right).contains(value) == (isLeft && isRight), "seed \(seed)")
      #expect(left.subtracting(right).contains(value) == (isLeft && !isRight), "seed \(seed)")
      #expect(left.complement().contains(value) == !isLeft, "seed \(seed)")
    }
    #expect(left.complement().complement() == left)
    #expect(left.union(left.complement()).isAll)
    #expect(left.intersection(left.complement()).isEmpty)
    #expect(left.isSubset(of: left.union(right)))
    #expect(left.subtracting(right).isDisjoint(with: right))
    #expect(left.intervals.allSatisfy { $0.lower < $0.upper })
  }

  @Test("open and closed ends meet without a gap and without a shared point")
  func ends() {
    #expect(IntervalSet.less(than: 5).union(.atLeast(5)).isAll)
    #expect(!IntervalSet.less(than: 5).union(.greater(than: 5)).isAll)
    #expect(IntervalSet.atMost(5).intersection(.atLeast(5)) == .value(5))
    #expect(IntervalSet.less(than: 5).intersection(.atLeast(5)).isEmpty)
    #expect(IntervalSet.between(.before(5), .before(5)).isEmpty)
    #expect(IntervalSet.between(.after(7), .before(5)).isEmpty)
  }
}
