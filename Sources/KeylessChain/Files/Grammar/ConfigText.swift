import KeylessSource

/// The bytes of a config file, with what the grammars ask of a stretch of them.
struct ConfigText {
  enum LineEnd {
    /// Only `\n`; a `\r` before it belongs to the line.
    case newline
    /// `\n` and `\r\n`.
    case carriageReturnNewline
    /// `\n`, `\r\n` and a lone `\r`.
    case any
  }

  let path: String
  let bytes: [UInt8]

  /// Why it is not read.
  var refusal: String? {
    if bytes.count > ConfigFile.Limit.bytes { return "is larger than 1 MiB" }
    var lines = 1
    for byte in bytes where byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { lines += 1 }
    return lines > ConfigFile.Limit.lines ? "has more than \(ConfigFile.Limit.lines) lines" : nil
  }

  func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(file: path, range: range) }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func located(_ range: Range<Int>) -> Located<String> { Located(string(range), at: span(range)) }

  /// The lines without their ends; the last one has none, and is given only where it is not empty.
  func lines(_ end: LineEnd) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var (start, index) = (0, 0)
    while index < bytes.count {
      let byte = bytes[index]
      var next = index + 1
      if byte == UInt8(ascii: "\n") {
        var stop = index
        if end == .carriageReturnNewline, stop > start, bytes[stop - 1] == UInt8(ascii: "\r") { stop -= 1 }
        lines.append(start..<stop)
        start = next
      } else if end == .any, byte == UInt8(ascii: "\r") {
        if next < bytes.count, bytes[next] == UInt8(ascii: "\n") { next += 1 }
        lines.append(start..<index)
        start = next
      }
      index = next
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    return lines
  }

  func first(_ byte: UInt8, in range: Range<Int>) -> Int? { bytes[range].firstIndex(of: byte) }

  func first(in range: Range<Int>, where holds: (UInt8) -> Bool) -> Int? { bytes[range].firstIndex(where: holds) }

  func starts(_ range: Range<Int>, with characters: StaticString) -> Bool {
    guard let byte = bytes[range].first else { return false }
    return characters.withUTF8Buffer { unsafe $0.contains(byte) }
  }

  func trimmed(_ range: Range<Int>, _ blanks: Blanks) -> Range<Int> {
    trimmedEnd(trimmedStart(range, blanks), blanks)
  }

  func trimmedStart(_ range: Range<Int>, _ blanks: Blanks) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound {
      let (scalar, length) = scalar(at: start, before: range.upperBound)
      guard blanks.contains(scalar) else { break }
      start += length
    }
    return start..<range.upperBound
  }

  func trimmedEnd(_ range: Range<Int>, _ blanks: Blanks) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound {
      var start = end - 1
      while start > range.lowerBound, end - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
      let (scalar, length) = scalar(at: start, before: end)
      guard length == end - start, blanks.contains(scalar) else { break }
      end = start
    }
    return range.lowerBound..<end
  }

  /// U+FFFD with the length 1 where the bytes are no UTF-8.
  func scalar(at index: Int, before end: Int) -> (Unicode.Scalar, length: Int) {
    let byte = bytes[index]
    if byte < 0x80 { return (Unicode.Scalar(byte), 1) }
    var iterator = bytes[index..<min(end, index + 4)].makeIterator()
    var decoder = UTF8()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return (scalar, UTF8.width(scalar)) }
    return ("\u{FFFD}", 1)
  }
}

extension ConfigText {
  /// The first bytes that are no UTF-8.
  var invalidUTF8: Range<Int>? {
    var index = 0
    while index < bytes.count {
      let (scalar, length) = scalar(at: index, before: bytes.count)
      if length == 1, scalar == "\u{FFFD}" { return index..<index + 1 }
      index += length
    }
    return nil
  }

  /// How many scalars a stretch of UTF-8 has.
  func scalars(_ range: Range<Int>) -> Int { bytes[range].count { $0 & 0xC0 != 0x80 } }

  /// The lines of a stretch as Python's `str.splitlines()` sees them.
  func pythonLines(_ range: Range<Int>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var (start, index) = (range.lowerBound, range.lowerBound)
    while index < range.upperBound {
      let (scalar, length) = scalar(at: index, before: range.upperBound)
      switch scalar.value {
      case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029:
        lines.append(start..<index)
        start = index + length
      default: break
      }
      index += length
    }
    lines.append(start..<range.upperBound)
    return lines
  }
}

extension String {
  /// A prefix by scalars: a mark behind it does not make it another text, as it does not for the tools.
  func hasScalarPrefix(_ prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }
}
