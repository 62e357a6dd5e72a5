extension ExactDecimal {
  /// The number as a policy would write it; with more digits behind the last, and times a power of ten.
  package func text(extendedBy extra: [UInt8] = [], power: Int = 0) -> [UInt8] {
    let all = digits + extra
    if all.isEmpty { return Array("0".utf8) }
    let (sign, point) = (negative ? "-" : "", exponent + power)
    let written = all.map(String.init).joined()
    if point >= all.count, point <= 21 {
      return Array((sign + written + String(repeating: "0", count: point - all.count)).utf8)
    }
    return Array("\(sign)0.\(written)e\(point)".utf8)
  }
}
