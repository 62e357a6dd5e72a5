import Yams

/// Finds where a node ends, because Yams keeps only where it begins.
struct YAMLExtent {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The end of a scalar that begins at `start`, properties included.
  func scalar(_ scalar: Node.Scalar, from start: Int, tagged: Bool) -> Int {
    let index = tagged ? afterProperties(start) : start
    guard index < bytes.count else { return bytes.count }
    switch scalar.style {
    case .singleQuoted: return quoted(UInt8(ascii: "'"), from: index)
    case .doubleQuoted: return quoted(UInt8(ascii: "\""), from: index)
    case .literal, .folded: return follow(scalar.string, from: lineEnd(index), otherwise: lineEnd(index))
    case .any, .plain: return scalar.string.isEmpty ? start : follow(scalar.string, from: index, otherwise: index)
    }
  }

  /// The first byte after `&anchor` and `!tag`.
  func afterProperties(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "!") {
      while index < bytes.count, !isSpace(bytes[index]) { index += 1 }
      index = afterSpace(index)
    }
    return index
  }

  /// The end of the bracket that closes a flow collection; only spaces, commas, aliases and comments stand before it.
  func closing(_ bracket: UInt8, from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != bracket {
      if bytes[index] == UInt8(ascii: "#"), index > 0, isSpace(bytes[index - 1]) {
        index = lineEnd(index)
      } else {
        index += 1
      }
    }
    return min(index + 1, bytes.count)
  }

  /// A key as it is written: quoted, or up to its colon.
  func word(from start: Int) -> Range<Int> {
    guard start < bytes.count else { return start..<start }
    if bytes[start] == UInt8(ascii: "'") || bytes[start] == UInt8(ascii: "\"") {
      return start..<quoted(bytes[start], from: start)
    }
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: ":"), bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The next line of the same block mapping that begins with the same key text; nil when it is not that simple.
  func sibling(of key: Range<Int>) -> Range<Int>? {
    let lineStart = (bytes[..<key.lowerBound].lastIndex(of: 0x0A) ?? -1) + 1
    let indent = key.lowerBound - lineStart
    var line = lineEnd(key.upperBound) + 1
    while line < bytes.count {
      let end = lineEnd(line)
      let column = bytes[line..<end].prefix { $0 == 0x20 }.count
      if column < end - line, bytes[line + column] != UInt8(ascii: "#"), column < indent { return nil }
      let candidate = (line + indent)..<(line + indent + key.count)
      if column == indent, candidate.upperBound < end, bytes[candidate].elementsEqual(bytes[key]),
        bytes[afterBlank(candidate.upperBound)...].first == UInt8(ascii: ":")
      {
        return candidate
      }
      line = end + 1
    }
    return nil
  }

  private func quoted(_ quote: UInt8, from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 2
        continue
      }
      if bytes[index] == quote {
        guard quote == UInt8(ascii: "'"), index + 1 < bytes.count, bytes[index + 1] == quote else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return bytes.count
  }

  /// Follows the characters of a plain or block scalar through the source, where only white space differs from its text.
  private func follow(_ text: String, from start: Int, otherwise fallback: Int) -> Int {
    var index = start
    var end = fallback
    for byte in text.utf8 where !isSpace(byte) {
      index = skipSpace(index)
      guard index < bytes.count, bytes[index] == byte else { return end }
      index += 1
      end = index
    }
    return end
  }

  private func skipSpace(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    return index
  }

  private func afterSpace(_ start: Int) -> Int {
    var index = skipSpace(start)
    while index < bytes.count, bytes[index] == UInt8(ascii: "#") { index = skipSpace(lineEnd(index)) }
    return index
  }

  private func afterBlank(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index
  }

  private func lineEnd(_ start: Int) -> Int {
    guard start < bytes.count else { return bytes.count }
    return bytes[start...].firstIndex { $0 == 0x0A } ?? bytes.count
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
