import KeylessSource

/// What stands at the next bytes, and how to go past it.
extension ShellParser {
  mutating func unknown(_ reason: String, _ range: Range<Int>) {
    guard unknowns.count < 20 else { return }
    unknowns.append(Located(reason, at: text.span(of: range.lowerBound..<min(range.upperBound, bytes.count))))
  }

  func starts(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard at + count <= end else { return false }
    return text.withUTF8Buffer { buffer in
      buffer.indices.allSatisfy { unsafe buffer[$0] == bytes[at + $0] }
    }
  }

  mutating func expect(_ text: String) {
    skipSeparators()
    if at + text.utf8.count <= end, bytes[at..<at + text.utf8.count].elementsEqual(text.utf8) {
      at += text.utf8.count
    } else {
      unknown("`\(text)` is missing", min(at, max(0, end - 1))..<min(at + 1, end))
    }
  }

  /// The reserved word that stands here, where a command is expected.
  func reserved() -> String? {
    var stop = at
    while stop < end, stop - at < 10, !isWordEnd(stop), bytes[stop] != UInt8(ascii: "=") { stop += 1 }
    let word = text.text(at..<stop)
    guard stop == end || isSpace(bytes[stop]) || isOperator(stop) else { return nil }
    return Self.words.contains(word) ? word : nil
  }

  static let words: Set<String> = [
    "if", "then", "else", "elif", "fi", "for", "select", "while", "until", "do", "done", "case", "esac", "in", "{", "}",
    "!", "time", "function", "[[",
  ]

  mutating func skipBlanks() {
    while at < end {
      if bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D {
        at += 1
      } else if bytes[at] == UInt8(ascii: "\\"), at + 1 < end, bytes[at + 1] == 0x0A {
        at += 2
      } else {
        return
      }
    }
  }

  mutating func skipLines() {
    while at < end {
      let before = at
      skipBlanks()
      if at < end, bytes[at] == 0x0A {
        at = jumps[at] ?? at + 1
      } else if at < end, bytes[at] == UInt8(ascii: "#") {
        at = lineEnd(at)
      }
      if at == before { return }
    }
  }

  mutating func skipSeparators() {
    while at < end {
      skipLines()
      guard at < end, bytes[at] == UInt8(ascii: ";"), !starts(";;") else { return }
      at += 1
    }
  }

  /// Past the next `close` on any line.
  mutating func closing(_ close: String) -> Int? {
    guard !missing.contains(close) else { return nil }
    let mark = Array(close.utf8)
    var index = at
    while index + mark.count <= end {
      if bytes[index..<index + mark.count].elementsEqual(mark) { return index + mark.count }
      index += 1
    }
    missing.insert(close)
    return nil
  }

  /// Past the `))` of the `((` that stands at an index; nil when the two are closed apart, as two subshells are.
  func arithmeticEnd(_ start: Int) -> Int? {
    var open = 0
    for index in start..<end {
      if bytes[index] == UInt8(ascii: "(") { open += 1 }
      guard bytes[index] == UInt8(ascii: ")") else { continue }
      open -= 1
      if open == 1 { return index + 1 < end && bytes[index + 1] == bytes[index] ? index + 2 : nil }
    }
    return nil
  }

  func lineEnd(_ start: Int) -> Int {
    guard start < end else { return end }
    return bytes[start..<end].firstIndex(of: 0x0A) ?? end
  }

  func character(after start: Int) -> Int {
    var index = min(end, start + 1)
    while index < end, bytes[index] & 0xC0 == 0x80 { index += 1 }
    return index
  }

  func isOperator(_ index: Int) -> Bool {
    switch bytes[index] {
    case 0x0A, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "<"), UInt8(ascii: ">"):
      true
    default: false
    }
  }

  func isWordEnd(_ index: Int) -> Bool {
    switch bytes[index] {
    case 0x27, 0x22, 0x5C, 0x24, 0x60: true
    default: isSpace(bytes[index]) || isOperator(index) || openAt[index] != nil
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  func isNameStart(_ byte: UInt8) -> Bool { byte == 0x5F || (byte | 0x20) &- 0x61 < 26 }

  func isName(_ byte: UInt8) -> Bool { isNameStart(byte) || byte &- 0x30 < 10 }
}
