/// A version-4 UUID (RFC 9562, section 5.4) in text, from bytes that the caller drew: request ids and token ids.
package enum UUIDText {
  /// Takes the first sixteen bytes; missing ones count as zero.
  package static func random(_ bytes: [UInt8]) -> String {
    var hex = ""
    hex.reserveCapacity(36)
    for index in 0..<16 {
      var byte = index < bytes.count ? bytes[index] : 0
      if index == 6 { byte = byte & 0x0F | 0x40 }
      if index == 8 { byte = byte & 0x3F | 0x80 }
      if index == 4 || index == 6 || index == 8 || index == 10 { hex += "-" }
      hex.unicodeScalars.append(digit(byte >> 4))
      hex.unicodeScalars.append(digit(byte & 0x0F))
    }
    return hex
  }

  private static func digit(_ value: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(value < 10 ? 0x30 + value : 0x57 + value)
  }
}
