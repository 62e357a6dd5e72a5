/// Each is nil where the result has no exact form here.
extension TerraformNumber {
  func adding(_ other: Self) -> Self? {
    guard let (a, b, exponent) = Self.aligned(self, other) else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : Self(exactly: sum, exponent)
  }

  var negated: Self { Self(negating: self) }

  func multiplied(by other: Self) -> Self? {
    let (product, overflow) = significand.multipliedReportingOverflow(by: other.significand)
    return overflow ? nil : Self(exactly: product, exponent + other.exponent)
  }

  /// Only quotients with an end; the divisor is not zero.
  func divided(by other: Self) -> Self? {
    var (numerator, shift) = (significand, 0)
    while numerator % other.significand != 0 {
      let (more, overflow) = numerator.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      numerator = more
      shift -= 1
    }
    return Self(exactly: numerator / other.significand, exponent - other.exponent + shift)
  }

  /// With the sign of the dividend, as Terraform has it.
  func remainder(by other: Self) -> Self? {
    guard let (a, b, exponent) = Self.aligned(self, other) else { return nil }
    return Self(exactly: a % b, exponent)
  }

  /// The whole number below it, or above it.
  func rounded(up: Bool) -> Self? {
    guard exponent < 0 else { return self }
    guard let power = Self.power(-exponent) else { return nil }
    var quotient = significand / power
    if significand % power != 0 {
      if up, significand > 0 { quotient += 1 }
      if !up, significand < 0 { quotient -= 1 }
    }
    return Self(exactly: quotient, 0)
  }
}
