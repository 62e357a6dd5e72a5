/// Base64 with padding (RFC 4648, section 4): the one spelling that the policy engine reads.
enum Base64Text {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let group = bytes[index..<min(index + 3, bytes.count)]
      var bits: UInt32 = 0
      for offset in 0..<3 {
        bits = bits << 8 | (offset < group.count ? UInt32(group[group.startIndex + offset]) : 0)
      }
      for offset in 0..<4 {
        let sextet = Int(bits >> UInt32(18 - 6 * offset) & 63)
        out.append(offset <= group.count ? alphabet[sextet] : UInt8(ascii: "="))
      }
      index += 3
    }
    return out
  }
}
