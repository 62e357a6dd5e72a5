import KeylessSource

/// Words with their quotes.
extension ShellParser {
  mutating func word() -> ShellWord? {
    let start = at
    var parts: [ShellWord.Part] = []
    while at < end {
      if let stop = openAt[at] {
        parts.append(.open(text.text(at..<min(stop, end))))
        at = min(stop, end)
        continue
      }
      let byte = bytes[at]
      switch byte {
      case 0x27:
        let close = bytes[min(at + 1, end)..<end].firstIndex(of: 0x27)
        if close == nil { unknown("the quote is not closed", at..<at + 1) }
        literal(text.text(min(at + 1, end)..<(close ?? end)), true, &parts)
        at = close.map { $0 + 1 } ?? end
      case 0x22:
        let place = at
        at += 1
        let inner = quoted(until: 0x22)
        parts += inner.isEmpty ? [.literal("", isQuoted: true)] : inner
        if at < end { at += 1 } else { unknown("the quote is not closed", place..<place + 1) }
      case UInt8(ascii: "\\"):
        if at + 1 < end, bytes[at + 1] == 0x0A { at += 2; continue }
        let stop = character(after: at + 1)
        literal(text.text(min(at + 1, end)..<stop), true, &parts)
        at = stop
      case UInt8(ascii: "$"), UInt8(ascii: "`"): parts.append(expansion(isQuoted: false))
      case UInt8(ascii: "<") where starts("<("), UInt8(ascii: ">") where starts(">("):
        let place = at
        at += 2
        let items = list(until: [], close: UInt8(ascii: ")"))
        expect(")")
        parts.append(.substitution(items, source: text.text(place..<at)))
      default:
        if isOperator(at) || byte == 0x20 || byte == 0x09 || byte == 0x0D { return finish(parts, start) }
        let from = at
        while at < end, !isWordEnd(at) { at += 1 }
        if at == from { at += 1 }
        literal(text.text(from..<at), false, &parts)
      }
    }
    return finish(parts, start)
  }

  private func finish(_ parts: [ShellWord.Part], _ start: Int) -> ShellWord? {
    guard at > start else { return nil }
    return ShellWord(parts: parts, span: text.span(of: start..<at), source: text.text(start..<at))
  }

  func literal(_ text: String, _ isQuoted: Bool, _ parts: inout [ShellWord.Part]) {
    if case .literal(let last, let wasQuoted)? = parts.last, wasQuoted == isQuoted {
      parts[parts.count - 1] = .literal(last + text, isQuoted: isQuoted)
    } else {
      parts.append(.literal(text, isQuoted: isQuoted))
    }
  }

  /// What stands between double quotes, or in a here-document; stops at the closing quote.
  mutating func quoted(until close: UInt8?) -> [ShellWord.Part] {
    var parts: [ShellWord.Part] = []
    var run = at
    func flush(_ parser: ShellParser, _ parts: inout [ShellWord.Part]) {
      if run < parser.at { parser.literal(parser.text.text(run..<parser.at), true, &parts) }
    }
    while at < end, close == nil || bytes[at] != close {
      if let stop = openAt[at] {
        flush(self, &parts)
        parts.append(.open(text.text(at..<min(stop, end))))
        at = min(stop, end)
        run = at
      } else if bytes[at] == UInt8(ascii: "\\"), at + 1 < end, Self.escapable.contains(bytes[at + 1]) {
        flush(self, &parts)
        run = bytes[at + 1] == 0x0A ? at + 2 : at + 1
        at += 2
      } else if bytes[at] == UInt8(ascii: "$") || bytes[at] == UInt8(ascii: "`") {
        flush(self, &parts)
        parts.append(expansion(isQuoted: true))
        run = at
      } else {
        at += 1
      }
    }
    flush(self, &parts)
    return parts
  }

  private static let escapable: Set<UInt8> = [0x24, 0x60, 0x22, 0x5C, 0x0A]
}
