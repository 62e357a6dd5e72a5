/// RFC 3986 percent-encoding as AWS uses it, and its strict inverse.
package enum PercentEncoding {
  private static let hexDigits = Array("0123456789ABCDEF".utf8)

  /// Encodes everything but `unreserved` with upper-case hexadecimal, a space as `%20`; optionally leaves `/`.
  package static func append(_ bytes: some Sequence<UInt8>, keepingSlash: Bool = false, to out: inout [UInt8]) {
    for byte in bytes {
      if ASCII.isUnreserved(byte) || (keepingSlash && byte == UInt8(ascii: "/")) {
        out.append(byte)
      } else {
        out.append(UInt8(ascii: "%"))
        out.append(hexDigits[Int(byte >> 4)])
        out.append(hexDigits[Int(byte & 15)])
      }
    }
  }

  package static func encode(_ text: String) -> String {
    var out: [UInt8] = []
    append(text.utf8, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Undoes the encoding; nil when an escape is cut short or not hexadecimal.
  package static func decode(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool) -> [UInt8]? {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "+") where plusIsSpace: out.append(0x20)
      case UInt8(ascii: "%"):
        guard bytes.endIndex - index >= 2, let high = hexValue(bytes[index]), let low = hexValue(bytes[index + 1])
        else { return nil }
        out.append(high << 4 | low)
        index += 2
      default: out.append(byte)
      }
    }
    return out
  }

  @inline(__always)
  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
