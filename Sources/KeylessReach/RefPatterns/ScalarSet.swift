/// A set of Unicode scalars as ranges in rising order that do not touch; surrogates may lie within and mean nothing.
struct ScalarSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>] = []

  static let last: UInt32 = 0x10FFFF
  static let all = ScalarSet(0...last)

  init(_ ranges: ClosedRange<UInt32>...) { for range in ranges { insert(range) } }

  /// The characters of an ASCII text.
  init(of text: StaticString) { for scalar in "\(text)".unicodeScalars { insert(scalar.value...scalar.value) } }

  func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } }

  mutating func insert(_ range: ClosedRange<UInt32>) {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    var kept: [ClosedRange<UInt32>] = []
    for other in ranges {
      // Both bounds are far from the largest number.
      if other.upperBound + 1 < lower || upper + 1 < other.lowerBound {
        kept.append(other)
      } else {
        (lower, upper) = (min(lower, other.lowerBound), max(upper, other.upperBound))
      }
    }
    let place = kept.firstIndex { $0.lowerBound > upper } ?? kept.count
    kept.insert(lower...upper, at: place)
    ranges = kept
  }

  mutating func formUnion(_ other: ScalarSet) { for range in other.ranges { insert(range) } }

  var complement: ScalarSet {
    var out = ScalarSet()
    var next: UInt32 = 0
    for range in ranges {
      if next < range.lowerBound { out.ranges.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.last { out.ranges.append(next...Self.last) }
    return out
  }

  /// With the other cases of its letters, by the simple folding of Unicode.
  ///
  /// Only ASCII letters and the two scalars that fold to one of them, the Kelvin sign and the long s, are known: nil
  /// where another letter has cases, unless all that is not ASCII is in the set and so is closed.
  var folded: ScalarSet? {
    var out = self
    for small in UInt32(UInt8(ascii: "a"))...UInt32(UInt8(ascii: "z")) {
      var orbit = [small, small - 0x20]
      if small == UInt32(UInt8(ascii: "k")) { orbit.append(0x212A) }
      if small == UInt32(UInt8(ascii: "s")) { orbit.append(0x17F) }
      if orbit.contains(where: contains) { for member in orbit { out.insert(member...member) } }
    }
    for range in ranges where range.upperBound >= 0x80 {
      let wide = max(range.lowerBound, 0x80)...range.upperBound
      if wide == 0x80...Self.last { continue }
      guard wide.count <= 512, !wide.contains(where: Self.hasCases) else { return nil }
    }
    return out
  }

  private static func hasCases(_ value: UInt32) -> Bool {
    guard value != 0x212A, value != 0x17F, let scalar = Unicode.Scalar(value) else { return false }
    let traits = scalar.properties
    return traits.isCased || traits.changesWhenCaseMapped || traits.changesWhenCaseFolded
  }
}

extension ScalarSet {
  static let digits = ScalarSet(0x30...0x39)
  static let words = ScalarSet(0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A)
  /// Without the vertical tab, as RE2 has it.
  static let spaces = ScalarSet(0x09...0x0A, 0x0C...0x0D, 0x20...0x20)

  /// The class of a name between `[:` and `:]`.
  static func named(_ name: String) -> ScalarSet? {
    switch name {
    case "alnum": ScalarSet(0x30...0x39, 0x41...0x5A, 0x61...0x7A)
    case "alpha": ScalarSet(0x41...0x5A, 0x61...0x7A)
    case "ascii": ScalarSet(0...0x7F)
    case "blank": ScalarSet(0x09...0x09, 0x20...0x20)
    case "cntrl": ScalarSet(0...0x1F, 0x7F...0x7F)
    case "digit": digits
    case "graph": ScalarSet(0x21...0x7E)
    case "lower": ScalarSet(0x61...0x7A)
    case "print": ScalarSet(0x20...0x7E)
    case "punct": ScalarSet(0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E)
    case "space": ScalarSet(0x09...0x0D, 0x20...0x20)
    case "upper": ScalarSet(0x41...0x5A)
    case "word": words
    case "xdigit": ScalarSet(0x30...0x39, 0x41...0x46, 0x61...0x66)
    default: nil
    }
  }
}
