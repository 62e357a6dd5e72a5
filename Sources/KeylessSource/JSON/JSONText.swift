/// How JSON writes strings (RFC 8259 section 7): where one ends, and what its escapes mean.
enum JSONText {
  /// The first quote, backslash or control character at or behind `start`; the end of the text when there is none.
  static func stop(_ text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index &+ 8 <= text.count {
      let word = ByteScan.word(text, at: index)
      let quote = word ^ ByteScan.each(UInt8(ascii: "\""))
      let slash = word ^ ByteScan.each(UInt8(ascii: "\\"))
      // Each term flags bytes that are zero, or below 0x20. A borrow may flag a byte wrongly, but only above a byte that
      // is flagged rightly, and the lowest is taken.
      let flags =
        (quote &- ByteScan.each(1)) & ~quote | (slash &- ByteScan.each(1)) & ~slash
        | (word &- ByteScan.each(0x20)) & ~word
      let hits = flags & ByteScan.each(0x80)
      if hits != 0 { return index &+ hits.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return index }
      index &+= 1
    }
    return index
  }

  /// The character of the escape sequence at `index`, which moves behind it; wrong, and `index` anywhere, for one that
  /// RFC 8259 does not know or that leaves half a surrogate pair.
  static func escape(_ text: Span<UInt8>, at index: inout Int) -> Escape {
    index += 1
    guard index < text.count else { return .wrong("the string is never closed") }
    let letter = text[index]
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return .scalar(Unicode.Scalar(letter))
    case UInt8(ascii: "b"): return .scalar("\u{8}")
    case UInt8(ascii: "f"): return .scalar("\u{C}")
    case UInt8(ascii: "n"): return .scalar("\n")
    case UInt8(ascii: "r"): return .scalar("\r")
    case UInt8(ascii: "t"): return .scalar("\t")
    case UInt8(ascii: "u"): return unicode(text, at: &index)
    default: return .wrong("unknown escape sequence")
    }
  }

  /// What an escape sequence turned out to be.
  enum Escape {
    case scalar(Unicode.Scalar)
    case wrong(StaticString)
  }

  /// The text between two quotes, unescaped.
  ///
  /// Only for what the check has accepted: it asked the same `escape`, so the replacement character is never written.
  static func unescape(_ text: Span<UInt8>, _ content: Range<Int>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(content.count)
    var index = content.lowerBound
    while index < content.upperBound {
      let byte = text[index]
      if byte == UInt8(ascii: "\\") {
        var scalar: Unicode.Scalar = "\u{FFFD}"
        if case .scalar(let known) = escape(text, at: &index) { scalar = known }
        out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      } else {
        out.append(byte)
        index += 1
      }
    }
    return out
  }

  private static func unicode(_ text: Span<UInt8>, at index: inout Int) -> Escape {
    guard let unit = hexUnit(text, at: &index) else { return .wrong("`\\u` wants four hexadecimal digits") }
    if let scalar = Unicode.Scalar(unit) { return .scalar(scalar) }
    guard (0xD800..<0xDC00).contains(unit), index + 1 < text.count, text[index] == UInt8(ascii: "\\"),
      text[index + 1] == UInt8(ascii: "u")
    else { return .wrong("a lone surrogate is not a character") }
    index += 2
    guard let low = hexUnit(text, at: &index) else { return .wrong("`\\u` wants four hexadecimal digits") }
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
    else { return .wrong("a lone surrogate is not a character") }
    return .scalar(scalar)
  }

  private static func hexUnit(_ text: Span<UInt8>, at index: inout Int) -> UInt32? {
    guard index + 4 <= text.count else { return nil }
    var unit: UInt32 = 0
    for _ in 0..<4 {
      let byte = text[index]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      unit = unit << 4 | UInt32(digit)
      index += 1
    }
    return unit
  }
}
