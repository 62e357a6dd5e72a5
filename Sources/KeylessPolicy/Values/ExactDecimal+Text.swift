extension ExactDecimal: CustomStringConvertible {
  /// Plain digits where these are few, else with an exponent; it reads back as the same number.
  package var description: String {
    if digits.isEmpty { return "0" }
    let sign = negative ? "-" : ""
    let text = String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
    if exponent >= digits.count, exponent <= 20 {
      return sign + text + String(repeating: "0", count: exponent - digits.count)
    }
    if exponent > 0, exponent < digits.count { return sign + text.prefix(exponent) + "." + text.dropFirst(exponent) }
    if exponent <= 0, exponent > -6 { return sign + "0." + String(repeating: "0", count: -exponent) + text }
    return sign + "0.\(text)e\(exponent)"
  }
}
