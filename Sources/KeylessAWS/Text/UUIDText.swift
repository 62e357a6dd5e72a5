/// A version-4 UUID (RFC 9562, section 5.4) in text, from bytes that the caller drew: request ids and token ids.
package enum UUIDText {
  /// Takes the first sixteen bytes; missing ones count as zero.
  package static func random(_ bytes: [UInt8]) -> String {
    // Sixteen bytes as two digits each and four hyphens are exactly thirty-six.
    unsafe String(unsafeUninitializedCapacity: 36) { out in
      var place = 0
      for index in 0..<16 {
        var byte = index < bytes.count ? bytes[index] : 0
        if index == 6 { byte = byte & 0x0F | 0x40 }
        if index == 8 { byte = byte & 0x3F | 0x80 }
        if index == 4 || index == 6 || index == 8 || index == 10 {
          unsafe out[place] = UInt8(ascii: "-")
          place += 1
        }
        unsafe out[place] = digit(byte >> 4)
        unsafe out[place + 1] = digit(byte & 0x0F)
        place += 2
      }
      return place
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
