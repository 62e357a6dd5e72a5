/// Characters of a text that need not be valid UTF-8.
enum UTF8Scalar {
  /// The scalar at an offset with its length; nil, and one byte, where there is none.
  static func decode(_ text: [UInt8], at index: Int) -> (scalar: Unicode.Scalar?, length: Int) {
    let first = text[index]
    let length: Int
    var value: UInt32
    switch first {
    case 0..<0x80: return (Unicode.Scalar(first), 1)
    case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
    default: return (nil, 1)
    }
    guard index + length <= text.count else { return (nil, 1) }
    for place in index + 1..<index + length {
      guard text[place] & 0xC0 == 0x80 else { return (nil, 1) }
      value = value << 6 | UInt32(text[place] & 0x3F)
    }
    // What could have been written shorter is not UTF-8.
    guard length == 2 || value >= (length == 3 ? 0x800 : 0x10000) else { return (nil, 1) }
    guard let scalar = Unicode.Scalar(value) else { return (nil, 1) }
    return (scalar, length)
  }

  /// Whether Unicode counts a character as white space.
  static func isSpace(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    guard scalar.value >= 0x80 else { return scalar.value == 0x20 || scalar.value >= 0x09 && scalar.value <= 0x0D }
    return scalar.properties.isWhitespace
  }

  /// Where the identifier that begins at an offset ends; the offset itself when none begins there.
  static func identifierEnd(_ text: [UInt8], from start: Int, continuing: Bool = false) -> Int {
    var index = start
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): index += 1
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard index > start || continuing else { return index }
        index += 1
      case 0x80...0xFF:
        let (scalar, length) = decode(text, at: index)
        let isFirst = index == start && !continuing
        guard let scalar, isFirst ? scalar.properties.isIDStart : scalar.properties.isIDContinue else { return index }
        index += length
      default: return index
      }
    }
    return index
  }
}
