/// Standard padded base64 (RFC 4648 section 4), where every byte string has exactly one accepted spelling.
package enum Base64 {
  private static let letters: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 0xFF, count: 256)
    for (value, letter) in letters.description.utf8.enumerated() { table[Int(letter)] = UInt8(value) }
    return table
  }()

  package static func encode(_ bytes: [UInt8]) -> String {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      // Each begun group of three bytes writes four letters, which is the capacity; every index into the sixty-four
      // letters is six bits; three bytes are read only where three are left.
      unsafe String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { out in
        let letters = unsafe letters.utf8Start
        var place = 0
        var index = 0
        while index + 3 <= bytes.count {
          let group = unsafe Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
          unsafe out[place] = letters[group >> 18]
          unsafe out[place + 1] = letters[group >> 12 & 63]
          unsafe out[place + 2] = letters[group >> 6 & 63]
          unsafe out[place + 3] = letters[group & 63]
          place += 4
          index += 3
        }
        guard index < bytes.count else { return place }
        let isPair = index + 2 == bytes.count
        let group = unsafe Int(bytes[index]) << 16 | (isPair ? Int(bytes[index + 1]) << 8 : 0)
        unsafe out[place] = letters[group >> 18]
        unsafe out[place + 1] = letters[group >> 12 & 63]
        unsafe out[place + 2] = isPair ? letters[group >> 6 & 63] : UInt8(ascii: "=")
        unsafe out[place + 3] = UInt8(ascii: "=")
        return place + 4
      }
    }
  }

  /// Nil for anything but the canonical spelling: wrong letters, missing padding, stray bits under the padding.
  package static func decode(_ text: String) -> [UInt8]? {
    var bytes = Array(text.utf8)
    guard bytes.count.isMultiple(of: 4) else { return nil }
    var padding = 0
    while padding < 2, bytes.last == UInt8(ascii: "=") {
      bytes.removeLast()
      padding += 1
    }
    let values = values
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count / 4 * 3 + 2)
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      let value = values[Int(byte)]
      guard value != 0xFF else { return nil }
      buffer = (buffer << 6 | UInt32(value)) & 0xFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: buffer >> bits))
      }
    }
    guard buffer & ((1 << bits) - 1) == 0 else { return nil }
    return out
  }
}
