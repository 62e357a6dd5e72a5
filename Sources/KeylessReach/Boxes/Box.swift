/// A product of one factor per component: every combination of their values.
///
/// A component without a factor of its own may have every value that its form gives it.
package struct Box: Hashable, Sendable {
  /// By the component's place in its form; nil: not restricted.
  package var factors: [Factor?]

  package init(factors: [Factor?]) { self.factors = factors }

  /// Everything.
  static func full(_ count: Int) -> Box { Box(factors: Array(repeating: nil, count: count)) }

  /// The box that restricts one component.
  static func only(_ index: Int, _ factor: Factor, of count: Int) -> Box {
    var box = full(count)
    box.factors[index] = factor
    return box
  }

  /// Nil when nothing is in both.
  func intersection(_ other: Box, _ work: Work) throws(TooComplex) -> Box? {
    var out = self
    for index in factors.indices {
      guard let right = other.factors[index] else { continue }
      guard let left = factors[index] else {
        out.factors[index] = right
        continue
      }
      if left == right { continue }
      let both = try left.intersection(right, work)
      if both.isEmpty { return nil }
      out.factors[index] = both
    }
    return out
  }
}
