/// Writes response elements; text is escaped so that no value can become markup.
enum XMLWriter {
  static func element(_ name: String, _ value: WireValue, to out: inout ByteSink) {
    out.put(UInt8(ascii: "<"))
    out.put(name)
    out.put(UInt8(ascii: ">"))
    switch value {
    case .text(let text): escape(text, to: &out)
    case .integer(let integer): out.put(String(integer))
    case .boolean(let boolean): out.put(boolean ? "true" : "false")
    case .time(let seconds): out.put(WireTime.extended(seconds))
    case .list(let members): for member in members { element("member", member, to: &out) }
    case .structure(let fields): for field in fields { element(field.name, field.value, to: &out) }
    case .map(let fields):
      for field in fields {
        element("entry", .structure([.init("key", .text(field.name)), .init("value", field.value)]), to: &out)
      }
    }
    out.put(UInt8(ascii: "<"))
    out.put(UInt8(ascii: "/"))
    out.put(name)
    out.put(UInt8(ascii: ">"))
  }

  /// A carriage return is written as a reference, because a reader would turn it into a line feed; what XML 1.0 cannot
  /// carry at all becomes U+FFFD.
  static func escape(_ text: String, to out: inout ByteSink) {
    unsafe text.withBytes { bytes in
      if unsafe isPlain(bytes) {
        unsafe out.put(bytes)
      } else {
        unsafe escape(bytes, to: &out)
      }
    }
  }

  /// Byte by byte: valid UTF-8 has the bytes of markup only where it is markup, and U+FFFE and U+FFFF as 0xEF 0xBF and
  /// one more.
  @unsafe
  private static func escape(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout ByteSink) {
    var index = 0
    while index < bytes.count {
      let byte = unsafe bytes[index]
      index += 1
      switch byte {
      case 0x26: out.put("&amp;")
      case 0x3C: out.put("&lt;")
      case 0x3E: out.put("&gt;")
      case 0x0D: out.put("&#xD;")
      case 0x09, 0x0A: out.put(byte)
      case 0..<0x20: out.put("\u{FFFD}")
      case 0xEF where unsafe index + 2 <= bytes.count && bytes[index] == 0xBF && bytes[index + 1] >= 0xBE:
        out.put("\u{FFFD}")
        index += 2
      default: out.put(byte)
      }
    }
  }

  /// ASCII without anything to escape; other text takes the longer way.
  @unsafe
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    // `index + 8 <= count` keeps each load inside.
    while index + 8 <= bytes.count {
      guard unsafe ByteWords.arePlainInXML(ByteWords.load(bytes, index)) else { return false }
      index += 8
    }
    while index < bytes.count {
      let byte = unsafe bytes[index]
      guard byte >= 0x20, byte < 0x80, byte != 0x26, byte != 0x3C, byte != 0x3E else { return false }
      index += 1
    }
    return true
  }
}
