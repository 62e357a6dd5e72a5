/// A number, exact: a whole significand and a power of ten.
package struct TerraformNumber: Hashable, Comparable, Sendable {
  /// Without zeros at its end.
  let significand: Int128
  let exponent: Int

  package init(_ integer: Int) { self.init(Int128(integer), 0) }

  /// Nil for what is outside of what is kept: a result of whole numbers may be the one that has no opposite, and powers
  /// of powers would be written with more zeros than there is memory.
  init?(exactly significand: Int128, _ exponent: Int) {
    guard significand != .min, abs(exponent) <= Self.mostZeros else { return nil }
    self.init(significand, exponent)
  }

  private static let mostZeros = 1_000

  private init(_ significand: Int128, _ exponent: Int) {
    var (significand, exponent) = (significand, exponent)
    while significand != 0, significand % 10 == 0 {
      significand /= 10
      exponent += 1
    }
    self.significand = significand
    self.exponent = significand == 0 ? 0 : exponent
  }

  init(negating other: Self) { self.init(-other.significand, other.exponent) }

  /// A number as it is written; nil for one that does not fit or is none.
  package init?(_ literal: String) {
    var significand: Int128 = 0
    var exponent = 0
    var rest = Substring(literal)
    let isNegative = rest.first == "-"
    if isNegative { rest = rest.dropFirst() }
    var digits = 0
    var isFraction = false
    while let character = rest.first, character != "e", character != "E" {
      rest = rest.dropFirst()
      if character == ".", !isFraction, digits > 0 {
        isFraction = true
        continue
      }
      guard character.isASCII, let digit = character.wholeNumberValue else { return nil }
      digits += 1
      let (product, overflow) = significand.multipliedReportingOverflow(by: 10)
      guard !overflow, product < Int128.max - 10 else { return nil }
      significand = product + Int128(digit)
      if isFraction { exponent -= 1 }
    }
    guard digits > 0 else { return nil }
    if !rest.isEmpty {
      guard let power = Int(rest.dropFirst()), power.magnitude < Self.mostZeros else { return nil }
      exponent += power
    }
    self.init(exactly: isNegative ? -significand : significand, exponent)
  }

  /// The value when it is whole and fits.
  package var integer: Int? {
    guard exponent >= 0, exponent < 39, let power = Self.power(exponent) else { return nil }
    let (product, overflow) = significand.multipliedReportingOverflow(by: power)
    return overflow ? nil : Int(exactly: product)
  }

  package var isWhole: Bool { exponent >= 0 }

  /// In full, as Terraform writes it in a template.
  package var text: String {
    if exponent >= 0 { return String(significand) + String(repeating: "0", count: exponent) }
    var digits = String(significand.magnitude)
    let places = -exponent
    if digits.utf8.count <= places { digits = String(repeating: "0", count: places - digits.utf8.count + 1) + digits }
    let whole = digits.dropLast(places)
    return (significand < 0 ? "-" : "") + whole + "." + digits.suffix(places)
  }

  package static func < (left: TerraformNumber, right: TerraformNumber) -> Bool {
    if let (a, b, _) = aligned(left, right) { return a < b }
    // So far apart that one of them does not count; zero, a sign or the larger magnitude decides.
    if left.significand == 0 || right.significand == 0 { return left.significand < right.significand }
    if (left.significand < 0) != (right.significand < 0) { return left.significand < right.significand }
    let isLeftLarger = left.exponent > right.exponent
    return left.significand < 0 ? isLeftLarger : !isLeftLarger
  }

  static func power(_ exponent: Int) -> Int128? {
    guard exponent <= 38 else { return nil }
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  /// Two significands of one exponent; nil when that does not fit.
  static func aligned(_ left: Self, _ right: Self) -> (Int128, Int128, Int)? {
    let exponent = min(left.exponent, right.exponent)
    guard let leftPower = power(left.exponent - exponent), let rightPower = power(right.exponent - exponent) else {
      return nil
    }
    let (a, overflowA) = left.significand.multipliedReportingOverflow(by: leftPower)
    let (b, overflowB) = right.significand.multipliedReportingOverflow(by: rightPower)
    return overflowA || overflowB ? nil : (a, b, exponent)
  }
}
