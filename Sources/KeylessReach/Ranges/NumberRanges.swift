/// A set of unsigned integers as disjoint closed ranges in rising order that do not touch: the addresses of one family.
struct NumberRanges<Number: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<Number>]

  static var none: NumberRanges { NumberRanges(ranges: []) }
  static var all: NumberRanges { NumberRanges(ranges: [Number.min...Number.max]) }

  /// All numbers that share the first `prefix` bits with this one.
  static func block(_ number: Number, prefix: Int) -> NumberRanges {
    // A shift by the whole width gives 0, as it should.
    let rest: Number = prefix <= 0 ? .max : .max >> Number(truncatingIfNeeded: prefix)
    return NumberRanges(ranges: [(number & ~rest)...(number | rest)])
  }

  func contains(_ number: Number) -> Bool { ranges.contains { $0.contains(number) } }

  func union(_ other: NumberRanges) -> NumberRanges {
    var merged: [ClosedRange<Number>] = []
    for range in (ranges + other.ranges).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, last.upperBound == .max || range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return NumberRanges(ranges: merged)
  }

  func complement() -> NumberRanges {
    var gaps: [ClosedRange<Number>] = []
    var next: Number? = .min
    for range in ranges {
      if let first = next, first < range.lowerBound { gaps.append(first...(range.lowerBound - 1)) }
      next = range.upperBound == .max ? nil : range.upperBound + 1
    }
    if let first = next { gaps.append(first...Number.max) }
    return NumberRanges(ranges: gaps)
  }

  func intersection(_ other: NumberRanges) -> NumberRanges {
    complement().union(other.complement()).complement()
  }

  /// The fewest blocks that make up the set: from the left, the largest block that begins there and fits.
  var blocks: [(number: Number, prefix: Int)] {
    var blocks: [(number: Number, prefix: Int)] = []
    for range in ranges {
      var first = range.lowerBound
      while true {
        var bits = min(first.trailingZeroBitCount, Number.bitWidth)
        while bits > 0, last(first, bits) > range.upperBound { bits -= 1 }
        blocks.append((first, Number.bitWidth - bits))
        let end = last(first, bits)
        if end == range.upperBound { break }
        first = end + 1
      }
    }
    return blocks
  }

  /// The last number of the block of so many free bits.
  private func last(_ first: Number, _ bits: Int) -> Number {
    bits == 0 ? first : first | (.max >> Number(truncatingIfNeeded: Number.bitWidth - bits))
  }
}
