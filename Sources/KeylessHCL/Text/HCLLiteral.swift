/// The characters of a template's literal, as they are written and as they are meant.
enum HCLLiteral {
  /// One character or escape, or a run of plain text.
  struct Unit {
    var range: Range<Int>
    /// What it means; nil when it means itself.
    var scalars: [Unicode.Scalar]?
    var isSpace = false
    var isWrong = false
  }

  /// Goes through a literal; in quotes `\` escapes, everywhere `$${` and `%%{` do.
  static func forEach(_ text: [UInt8], _ range: Range<Int>, isQuoted: Bool, _ body: (Unit) -> Void) {
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      switch text[index] {
      case UInt8(ascii: "\\") where isQuoted: body(escape(text, at: &index, end: range.upperBound))
      case UInt8(ascii: "$"), UInt8(ascii: "%"):
        let isEscape =
          index + 2 < range.upperBound && text[index + 1] == text[index] && text[index + 2] == UInt8(ascii: "{")
        index += isEscape ? 3 : 1
        body(Unit(range: start..<index, scalars: isEscape ? [Unicode.Scalar(text[start]), "{"] : nil))
      case 0x09...0x0D, 0x20:
        index += 1
        body(Unit(range: start..<index, isSpace: true))
      case 0x80...0xFF:
        let (scalar, length) = UTF8Scalar.decode(text, at: index)
        index += length
        body(Unit(range: start..<index, isSpace: UTF8Scalar.isSpace(scalar)))
      default:
        index += 1
        while index < range.upperBound, isPlain(text[index]) { index += 1 }
        body(Unit(range: start..<index))
      }
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x80 && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "$") && byte != UInt8(ascii: "%")
  }

  private static func escape(_ text: [UInt8], at index: inout Int, end: Int) -> Unit {
    let start = index
    guard index + 1 < end else {
      index += 1
      return Unit(range: start..<index, isWrong: true)
    }
    let letter = text[index + 1]
    index += 2
    let scalar: Unicode.Scalar
    switch letter {
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "t"): scalar = "\t"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): scalar = Unicode.Scalar(letter)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let digits = letter == UInt8(ascii: "u") ? 4 : 8
      guard let value = hexadecimal(text, at: &index, end: end, digits), let known = Unicode.Scalar(value) else {
        return Unit(range: start..<index, isWrong: true)
      }
      scalar = known
    default:
      index = start + 1 + UTF8Scalar.decode(text, at: start + 1).length
      return Unit(range: start..<index, isWrong: true)
    }
    return Unit(range: start..<index, scalars: [scalar], isSpace: UTF8Scalar.isSpace(scalar))
  }

  private static func hexadecimal(_ text: [UInt8], at index: inout Int, end: Int, _ digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard index < end, let digit = Unicode.Scalar(text[index]).properties.isASCIIHexDigit ? text[index] : nil else {
        return nil
      }
      value = value << 4 | UInt32(digit <= UInt8(ascii: "9") ? digit - 0x30 : (digit | 0x20) - 0x57)
      index += 1
    }
    return value
  }
}
