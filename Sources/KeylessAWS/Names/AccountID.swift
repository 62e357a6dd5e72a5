/// An AWS account: exactly twelve ASCII digits, leading zeros kept.
package struct AccountID: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == 12, text.utf8.allSatisfy(ASCII.isDigit) else { return nil }
    self.text = String(text)
  }

  /// From the number that a key id carries; nil when it has more than twelve digits.
  package init?(number: UInt64) {
    let digits = String(number)
    guard digits.utf8.count <= 12 else { return nil }
    text = String(repeating: "0", count: 12 - digits.utf8.count) + digits
  }

  /// At most 999,999,999,999, so forty bits.
  package var number: UInt64 { text.utf8.reduce(0) { $0 * 10 + UInt64($1 &- 0x30) } }

  package var description: String { text }
}
