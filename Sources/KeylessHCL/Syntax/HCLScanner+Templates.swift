extension HCLScanner {
  /// Text between quotes, up to the quote, a sequence, or the line's end.
  mutating func quoted() {
    let start = index
    var escaped = false
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\""):
        literal(start, escaped)
        take(.closeQuote, 1)
        modes.removeLast()
        return
      case UInt8(ascii: "\\"):
        escaped = true
        let next = byte(1)
        index += index + 1 < text.count && next != 0x0A && next != 0x0D ? 2 : 1
      case UInt8(ascii: "$"), UInt8(ascii: "%"):
        if sequence(start, &escaped) { return }
      case 0x0A, 0x0D:
        literal(start, escaped)
        add(.brokenQuote, index)
        leaveLine()
        return
      default: index += 1
      }
    }
    literal(start, escaped)
  }

  /// One line of a heredoc, or what of it comes before a sequence.
  mutating func heredocLine() {
    let start = index
    if modes[modes.count - 1].startsLine, closesHeredoc() { return }
    var escaped = false
    while index < text.count {
      switch text[index] {
      case 0x0A:
        index += 1
        modes[modes.count - 1].startsLine = true
        literal(start, escaped)
        return
      case 0x0D where byte(1) != 0x0A:
        literal(start, escaped)
        take(.foreign, 1)
        return
      case UInt8(ascii: "$"), UInt8(ascii: "%"):
        modes[modes.count - 1].startsLine = false
        if sequence(start, &escaped) { return }
      default: index += 1
      }
    }
    literal(start, escaped)
  }

  /// One line of a template without quotes.
  ///
  /// HashiCorp's scanner stops at a carriage return that ends no line, and what is left is text without sequences.
  mutating func bareLine() {
    let start = index
    var escaped = false
    while index < text.count {
      switch text[index] {
      case 0x0A:
        index += 1
        literal(start, escaped)
        return
      case 0x0D where byte(1) != 0x0A:
        index = text.count
        literal(start, true)
        return
      case UInt8(ascii: "$"), UInt8(ascii: "%"):
        if sequence(start, &escaped) { return }
      default: index += 1
      }
    }
    literal(start, escaped)
  }

  private mutating func literal(_ start: Int, _ escaped: Bool) {
    if index > start { add(escaped ? .escapedLiteral : .literal, start) }
  }

  /// At `$` or `%`: whether a sequence began, with which this mode ends.
  private mutating func sequence(_ start: Int, _ escaped: inout Bool) -> Bool {
    let sign = text[index]
    if byte(1) == UInt8(ascii: "{") {
      literal(start, escaped)
      take(sign == UInt8(ascii: "$") ? .interpolation : .directive, byte(2) == UInt8(ascii: "~") ? 3 : 2)
      modes.append(Mode(kind: .interpolation, braces: braces))
      braces = 0
      return true
    }
    if byte(1) == sign, byte(2) == UInt8(ascii: "{") {
      escaped = true
      index += 3
    } else {
      index += 1
    }
    return false
  }

  /// A line ended within quotes: all that began on it ends, so that the next line is read as what it looks like.
  private mutating func leaveLine() {
    while let mode = modes.last, mode.kind == .quote || mode.kind == .interpolation {
      if mode.kind == .interpolation {
        guard modes.dropLast().last?.kind == .quote else { return }
        braces = mode.braces
      }
      modes.removeLast()
    }
  }

  /// `<<NAME` and the line's end; false, and nothing read, when it is something else.
  mutating func beginHeredoc() -> Bool {
    let start = index
    var place = index + 2
    if place < text.count, text[place] == UInt8(ascii: "-") { place += 1 }
    let name = place
    place = UTF8Scalar.identifierEnd(text, from: place)
    guard place > name else { return false }
    let marker = name..<place
    if place < text.count, text[place] == 0x0D { place += 1 }
    guard place < text.count, text[place] == 0x0A else { return false }
    index = place + 1
    add(.openHeredoc, start)
    heredocs.append(modes.count)
    modes.append(Mode(kind: .heredoc, marker: marker))
    return true
  }

  /// At the start of a heredoc's line: whether it is the closing one, which has been read then.
  private mutating func closesHeredoc() -> Bool {
    let last = modes.count - 1
    guard var place = afterMarker(modes[last].marker) else {
      if modes[last].guess == nil { guess(last) }
      return false
    }
    let marked = place
    while place < text.count, text[place] == UInt8(ascii: " ") || text[place] == 0x09 { place += 1 }
    let isCarriage = place + 1 < text.count && text[place] == 0x0D && text[place + 1] == 0x0A
    if place < text.count, text[place] == 0x0A || isCarriage {
      take(.closeHeredoc, place - index)
      modes.removeLast()
      heredocs.removeLast()
      return true
    }
    noteNearMiss(last, marked)
    return false
  }

  /// At the start of a line in an interpolation: the line that would have closed the heredoc around it.
  mutating func noteMissedHeredoc() {
    guard let place = heredocs.last else { return }
    if let marked = afterMarker(modes[place].marker) { noteNearMiss(place, marked) }
  }

  private mutating func noteNearMiss(_ place: Int, _ end: Int) {
    guard modes[place].nearMiss == nil else { return }
    modes[place].nearMiss = Point(tokens: tokens.count, comments: comments.count, start: index, end: end)
  }

  /// Notes a line that is one word in capitals, or that opens a block at its very start.
  private mutating func guess(_ place: Int) {
    var start = index
    while start < text.count, text[start] == UInt8(ascii: " ") || text[start] == 0x09 { start += 1 }
    guard start < text.count else { return }
    var end = start
    switch text[start] {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      while end < text.count, text[end] >= UInt8(ascii: "A") && text[end] <= UInt8(ascii: "Z") || text[end] == 0x5F {
        end += 1
      }
      guard end > start + 1, end == text.count || text[end] == 0x0A || text[end] == 0x0D else { return }
    case UInt8(ascii: "a")...UInt8(ascii: "z") where start == index:
      var line = start
      while line < text.count, text[line] != 0x0A, line - start < 200 { line += 1 }
      guard line < text.count, text[line - 1] == UInt8(ascii: "{"), text[line - 2] == UInt8(ascii: " ") else { return }
    default: return
    }
    let point = Point(tokens: tokens.count, comments: comments.count, start: index, end: end)
    modes[place].guess = point
  }

  /// Where the marker ends that this line begins with; nil when it begins with something else.
  private func afterMarker(_ marker: Range<Int>) -> Int? {
    var place = index
    while place < text.count, text[place] == UInt8(ascii: " ") || text[place] == 0x09 { place += 1 }
    var name = marker.lowerBound
    while name < marker.upperBound {
      guard place < text.count, text[place] == text[name] else { return nil }
      place += 1
      name += 1
    }
    return UTF8Scalar.identifierEnd(text, from: place, continuing: true) == place ? place : nil
  }
}
