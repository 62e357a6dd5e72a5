/// Base64 of RFC 4648 section 4, padded and strict.
enum TerraformBase64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let rest = bytes.count - index
      let group =
        UInt32(bytes[index]) << 16 | UInt32(rest > 1 ? bytes[index + 1] : 0) << 8
        | UInt32(rest > 2 ? bytes[index + 2] : 0)
      for place in 0..<4 {
        let isPadding = place > rest
        out.append(isPadding ? UInt8(ascii: "=") : alphabet[Int(group >> UInt32(18 - 6 * place) & 63)])
      }
      index += 3
    }
    return String(decoding: out, as: UTF8.self)
  }

  static func decode(_ text: [UInt8]) -> [UInt8]? {
    // Go passes over line ends.
    let text = text.filter { $0 != 0x0A && $0 != 0x0D }
    guard text.count % 4 == 0 else { return nil }
    var out: [UInt8] = []
    for start in stride(from: 0, to: text.count, by: 4) {
      var group: UInt32 = 0
      var padding = 0
      for byte in text[start..<start + 4] {
        if byte == UInt8(ascii: "="), start + 4 == text.count {
          padding += 1
          group <<= 6
        } else {
          guard padding == 0, let digit = alphabet.firstIndex(of: byte) else { return nil }
          group = group << 6 | UInt32(digit)
        }
      }
      guard padding < 3 else { return nil }
      out += [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)].prefix(3 - padding)
    }
    return out
  }
}
