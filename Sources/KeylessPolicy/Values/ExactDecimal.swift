/// A number compared digit by digit, so that no comparison depends on how a floating-point type rounds.
package struct ExactDecimal: Hashable, Comparable, Sendable {
  let negative: Bool
  /// The value is `0.d₁d₂d₃… × 10^exponent`; no leading or trailing zero, and no digits at all for zero.
  let digits: [UInt8]
  let exponent: Int

  /// Reads a number as JSON writes it, leading zeros allowed; nil for anything else, for more than 400 bytes, and for
  /// an exponent beyond ±99,999.
  package init?(_ text: some Collection<UInt8>) {
    guard text.count <= 400 else { return nil }
    var rest = text[...]
    let minus = Self.take(UInt8(ascii: "-"), from: &rest)
    let whole = Self.takeDigits(from: &rest)
    guard !whole.isEmpty else { return nil }
    var fraction: [UInt8] = []
    if Self.take(UInt8(ascii: "."), from: &rest) {
      fraction = Self.takeDigits(from: &rest)
      guard !fraction.isEmpty else { return nil }
    }
    var power = 0
    if Self.take(UInt8(ascii: "e"), from: &rest) || Self.take(UInt8(ascii: "E"), from: &rest) {
      let down = Self.take(UInt8(ascii: "-"), from: &rest)
      if !down { _ = Self.take(UInt8(ascii: "+"), from: &rest) }
      let written = Self.takeDigits(from: &rest)
      guard !written.isEmpty, written.count <= 5 else { return nil }
      power = written.reduce(0) { $0 * 10 + Int($1) }
      if down { power = -power }
    }
    guard rest.isEmpty else { return nil }

    let all = whole + fraction
    let significant = all.drop { $0 == 0 }
    var kept = Array(significant)
    while kept.last == 0 { kept.removeLast() }
    digits = kept
    negative = minus && !kept.isEmpty
    exponent = kept.isEmpty ? 0 : whole.count - (all.count - significant.count) + power
  }

  package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    guard left.negative == right.negative else { return left.negative }
    return left.negative ? right.isSmallerInSize(than: left) : left.isSmallerInSize(than: right)
  }

  private func isSmallerInSize(than other: ExactDecimal) -> Bool {
    if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
    guard exponent == other.exponent else { return exponent < other.exponent }
    return digits.lexicographicallyPrecedes(other.digits)
  }

  private static func take<Bytes: Collection<UInt8>>(_ byte: UInt8, from rest: inout Bytes) -> Bool
  where Bytes.SubSequence == Bytes {
    guard rest.first == byte else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func takeDigits<Bytes: Collection<UInt8>>(from rest: inout Bytes) -> [UInt8]
  where Bytes.SubSequence == Bytes {
    let run = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    rest = rest.dropFirst(run.count)
    return run.map { $0 - UInt8(ascii: "0") }
  }
}
