import KeylessSource

/// What the shell puts into a word: variables, and the output of commands.
extension ShellParser {
  mutating func expansion(isQuoted: Bool) -> ShellWord.Part {
    let start = at
    if bytes[at] == UInt8(ascii: "`") {
      let close = bytes[min(at + 1, end)..<end].firstIndex(of: UInt8(ascii: "`")) ?? end
      let items = within(min(at + 1, end)..<close) { $0.script() }
      at = min(end, close + 1)
      return .substitution(items, source: text.text(start..<at))
    }
    if starts("$(("), let close = arithmeticEnd(at + 1) {
      at = close
      return .expansion(text.text(start..<at))
    }
    if starts("$(") {
      at += 2
      let items = list(until: [], close: UInt8(ascii: ")"))
      expect(")")
      return .substitution(items, source: text.text(start..<at))
    }
    if starts("${") { return braced() }
    if starts("$'"), !isQuoted {
      let close = bytes[min(at + 2, end)..<end].firstIndex(of: 0x27) ?? end
      at = min(end, close + 1)
      return .expansion(text.text(start..<at))
    }
    at += 1
    guard at < end else { return .literal("$", isQuoted: isQuoted) }
    if isNameStart(bytes[at]) {
      let name = at
      while at < end, isName(bytes[at]) { at += 1 }
      return .variable(text.text(name..<at), otherwise: nil)
    }
    if "@*#?-$!0123456789".utf8.contains(bytes[at]) {
      at += 1
      return .expansion(text.text(start..<at))
    }
    return .literal("$", isQuoted: isQuoted)
  }

  /// `${NAME}`, `${NAME:-other}`, `${NAME+text}`, and every other form as it is written.
  private mutating func braced() -> ShellWord.Part {
    let start = at
    at += 2
    let name = at
    while at < end, isName(bytes[at]) { at += 1 }
    let text = text.text(name..<at)
    guard !text.isEmpty, at < end else { return skipBraced(start) }
    if bytes[at] == UInt8(ascii: "}") {
      at += 1
      return .variable(text, otherwise: nil)
    }
    let isFilled = starts(":")
    let sign = isFilled ? at + 1 : at
    if sign < end, "-=+".utf8.contains(bytes[sign]) {
      at = sign + 1
      depth += 1
      defer { depth -= 1 }
      guard depth < Self.deepest else { return skipBraced(start) }
      let other = quoted(until: UInt8(ascii: "}")).compactMap(Self.unquoted)
      if at < end { at += 1 }
      if bytes[sign] == UInt8(ascii: "+") { return .presence(text, other, isFilled: isFilled) }
      return isFilled ? .filled(text, otherwise: other) : .variable(text, otherwise: other)
    }
    if starts(":?") || starts("?") {
      _ = skipBraced(start)
      return .variable(text, otherwise: nil)
    }
    return skipBraced(start)
  }

  /// Quotes inside `${X:-"…"}` are not part of its text.
  private static func unquoted(_ part: ShellWord.Part) -> ShellWord.Part? {
    guard case .literal(let text, let isQuoted) = part else { return part }
    let bare = text.filter { $0 != "\"" && $0 != "'" }
    return bare.isEmpty ? nil : .literal(bare, isQuoted: isQuoted)
  }

  private mutating func skipBraced(_ start: Int) -> ShellWord.Part {
    var open = 1
    while at < end, open > 0 {
      if bytes[at] == UInt8(ascii: "\\") { at += 1 } else if starts("${") { open += 1 }
      if at < end, bytes[at] == UInt8(ascii: "}") { open -= 1 }
      at += 1
    }
    at = min(at, end)
    return .expansion(text.text(start..<at))
  }
}
