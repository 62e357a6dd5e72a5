extension HCLScanner {
  /// Scans what is outside template text until that changes.
  mutating func structure() {
    while index < text.count {
      let start = index
      switch text[index] {
      case UInt8(ascii: " "), 0x09: index += 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
        index += 1
        identifier(start)
      case 0x0A:
        take(.newline, 1)
        if !heredocs.isEmpty { noteMissedHeredoc() }
      case 0x0D: byte(1) == 0x0A ? take(.newline, 2) : take(.foreign, 1)
      case UInt8(ascii: "\"") where modes.count < Self.deepest:
        take(.openQuote, 1)
        modes.append(Mode(kind: .quote))
        return
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
      case UInt8(ascii: "{"):
        braces += 1
        take(.openBrace, 1)
      case UInt8(ascii: "}"):
        if closeBrace(1) { return }
      case UInt8(ascii: "~"):
        if byte(1) != UInt8(ascii: "}") {
          take(.foreign, 1)
        } else if closeBrace(2) {
          return
        }
      case UInt8(ascii: "#"): lineComment()
      case UInt8(ascii: "/"):
        switch byte(1) {
        case UInt8(ascii: "/"): lineComment()
        case UInt8(ascii: "*"): blockComment()
        default: take(.slash, 1)
        }
      case UInt8(ascii: "<"):
        if byte(1) == UInt8(ascii: "<"), modes.count < Self.deepest, beginHeredoc() { return }
        byte(1) == UInt8(ascii: "=") ? take(.lessOrEqual, 2) : take(.less, 1)
      case 0x80...0xFF: foreignOrIdentifier()
      default: symbol()
      }
    }
  }

  private mutating func symbol() {
    switch text[index] {
    case UInt8(ascii: "="):
      switch byte(1) {
      case UInt8(ascii: "="): take(.equal, 2)
      case UInt8(ascii: ">"): take(.arrow, 2)
      default: take(.equals, 1)
      }
    case UInt8(ascii: "."):
      byte(1) == UInt8(ascii: ".") && byte(2) == UInt8(ascii: ".") ? take(.ellipsis, 3) : take(.dot, 1)
    case UInt8(ascii: ","): take(.comma, 1)
    case UInt8(ascii: "["): take(.openBracket, 1)
    case UInt8(ascii: "]"): take(.closeBracket, 1)
    case UInt8(ascii: "("): take(.openParenthesis, 1)
    case UInt8(ascii: ")"): take(.closeParenthesis, 1)
    case UInt8(ascii: ":"): byte(1) == UInt8(ascii: ":") ? take(.doubleColon, 2) : take(.colon, 1)
    case UInt8(ascii: "?"): take(.question, 1)
    case UInt8(ascii: "+"): take(.plus, 1)
    case UInt8(ascii: "-"): take(.minus, 1)
    case UInt8(ascii: "*"): take(.star, 1)
    case UInt8(ascii: "%"): take(.percent, 1)
    case UInt8(ascii: ">"): byte(1) == UInt8(ascii: "=") ? take(.greaterOrEqual, 2) : take(.greater, 1)
    case UInt8(ascii: "!"): byte(1) == UInt8(ascii: "=") ? take(.unequal, 2) : take(.not, 1)
    case UInt8(ascii: "&"): byte(1) == UInt8(ascii: "&") ? take(.and, 2) : take(.foreign, 1)
    case UInt8(ascii: "|"): byte(1) == UInt8(ascii: "|") ? take(.or, 2) : take(.foreign, 1)
    default: take(.foreign, 1)
    }
  }

  /// Whether the brace ended an interpolation, and with it this mode.
  private mutating func closeBrace(_ length: Int) -> Bool {
    if let mode = modes.last, mode.kind == .interpolation, braces == 0 {
      take(.sequenceEnd, length)
      braces = mode.braces
      modes.removeLast()
      return true
    }
    // `~}` that closes no sequence stays one, for the parser to refuse.
    take(length == 1 ? .closeBrace : .sequenceEnd, length)
    braces = max(0, braces - 1)
    return false
  }

  private mutating func identifier(_ start: Int) {
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        index += 1
      case 0x80...0xFF:
        let (scalar, length) = UTF8Scalar.decode(text, at: index)
        guard let scalar, scalar.properties.isIDContinue else { return add(.identifier, start) }
        index += length
      default: return add(.identifier, start)
      }
    }
    add(.identifier, start)
  }

  private mutating func foreignOrIdentifier() {
    let start = index
    let (scalar, length) = UTF8Scalar.decode(text, at: index)
    guard let scalar, scalar.properties.isIDStart else { return take(.foreign, length) }
    index += length
    identifier(start)
  }

  /// Digits, dots and exponents as far as they go together; whether they make a number is for the parser.
  private mutating func number() {
    let start = index
    var end = index + 1
    index += 1
    scanning: while index < text.count {
      switch text[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        index += 1
        end = index
      case UInt8(ascii: "."): index += 1
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        let sign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") ? 1 : 0
        guard isDigit(byte(1 + sign)) else { break scanning }
        index += 2 + sign
        end = index
      default: break scanning
      }
    }
    index = end
    add(.number, start)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  /// A comment to the line's end stands for that end.
  private mutating func lineComment() {
    let start = index
    while index < text.count, text[index] != 0x0A { index += 1 }
    comments.append(start..<index)
    guard index < text.count else { return }
    index += 1
    add(.newline, start)
  }

  private mutating func blockComment() {
    let start = index
    index += 2
    while start < lastCommentEnd, index < text.count {
      if text[index] == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        index += 2
        comments.append(start..<index)
        return
      }
      index += 1
    }
    lastCommentEnd = min(lastCommentEnd, start)
    // Only the two characters, so that what follows is not lost.
    index = start + 2
    add(.brokenComment, start)
  }
}
