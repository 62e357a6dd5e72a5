/// What makes a finding the same finding tomorrow: its rule, file, subject and cause, never its line.
///
/// 128 bits, from two runs of SipHash under fixed keys. It need not be cryptographic: nothing is allowed because of it
/// but silence about a finding somebody has accepted, a baseline also compares rule and file, and whoever can write
/// text that collides can write a suppression beside it, which is easier and as visible in a review.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  /// 32 lower-case hexadecimal digits.
  package let description: String

  /// The name of this way to compute it, in reports that want one.
  package static let version = "keyless/v1"

  /// `counter` is 0 but for findings that are the same in everything else: they are counted in source order.
  package init(rule: RuleDescription, file: String, subject: String, cause: String, counter: Int = 0) {
    var bytes: [UInt8] = []
    let parts = [Self.version, rule.number, file, subject, cause, counter == 0 ? "" : String(counter)]
    for part in parts {
      // The length first, so that no two lists of parts are the same bytes.
      let length = UInt64(part.utf8.count)
      for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: length >> UInt64(shift))) }
      bytes += part.utf8
    }
    description =
      Self.hexadecimal(SipHash.hash(bytes, key: (0x6b65_796c_6573_732f, 0x6669_6e67_6572_2f31)))
      + Self.hexadecimal(SipHash.hash(bytes, key: (0x6b65_796c_6573_732f, 0x6669_6e67_6572_2f32)))
  }

  /// A fingerprint as a file holds it; nil for any other text.
  package init?(_ text: String) {
    let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x66 }
    guard text.utf8.count == 32, text.utf8.allSatisfy(isDigit) else { return nil }
    description = text
  }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
