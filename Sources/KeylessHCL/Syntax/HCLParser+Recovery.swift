extension HCLParser {
  /// Goes to where the next item may begin: behind the line's end that the item's brackets leave visible, or at what
  /// looks like an item no deeper than this one.
  ///
  /// A brace that closes the body around it stays.
  mutating func skipItem(from first: Int) {
    // What has been read of a broken item may be more than it is, so its brackets are counted again from its start.
    var open = HCLOpenBrackets()
    position = first
    while true {
      let token = tokens[position]
      switch token.kind {
      case .end: return
      case .newline where open.isEmpty:
        position += 1
        return
      case .newline:
        position += 1
        if !open.hasHeredoc, startsNext(position, after: first) { return }
        continue
      case .openBrace, .openBracket, .openParenthesis, .openQuote, .openHeredoc, .interpolation, .directive:
        open.push(token.kind)
      case .closeBrace, .closeBracket, .closeParenthesis, .closeQuote, .closeHeredoc, .brokenHeredoc, .sequenceEnd:
        if open.isEmpty, token.kind == .closeBrace, position > first { return }
        open.close(token.kind)
      case .brokenQuote:
        // The scanner has left every string of the line.
        open.closeQuotes()
      default: break
      }
      position += 1
    }
  }

  private func startsNext(_ place: Int, after first: Int) -> Bool {
    switch tokens[place].kind {
    case .identifier: column(place) <= column(first) && isLikelyItem(place)
    case .closeBrace: column(place) < column(first)
    default: false
    }
  }

  /// Whether a token begins its line and reads like the start of an attribute or a block.
  func isLikelyItem(_ place: Int) -> Bool {
    guard place > 0, tokens[place].kind == .identifier, tokens[place - 1].kind == .newline else { return false }
    var next = place + 1
    guard tokens[next].kind != .equals else { return true }
    while true {
      switch tokens[next].kind {
      case .openBrace: return true
      case .identifier, .openQuote, .literal, .closeQuote: next += 1
      default: return false
      }
    }
  }

  /// How far a token stands from its line's start, in bytes; so far and no further, because a line may be a whole file.
  func column(_ place: Int) -> Int {
    let start = Int(tokens[place].start)
    var index = start
    while index > 0, start - index < 256, text[index - 1] != 0x0A { index -= 1 }
    return start - index
  }

  /// Where the last token ends that was passed since one, line ends aside.
  func lastEnd(_ first: Int) -> UInt32 {
    var place = position
    while place > first {
      place -= 1
      if tokens[place].kind != .newline { return tokens[place].end }
    }
    return tokens[first].start
  }
}
