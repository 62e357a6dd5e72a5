/// Turns the line and column of a YAML mark into a byte offset.
///
/// libyaml counts columns in scalars and ends lines at LF, CR, CRLF, NEL, LS and PS, so plain newline counting would drift.
/// Marks come almost in order; going on from the last one keeps a long single line linear.
struct YAMLPositions {
  private let bytes: [UInt8]
  private let lineStarts: [Int]
  private var last = (line: 1, column: 1, offset: 0)

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let length = Self.breakLength(bytes, at: index)
      index += max(length, 1)
      if length > 0 { starts.append(index) }
    }
    lineStarts = starts
  }

  /// The offset of a one-based line and column, kept inside the text.
  mutating func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lineStarts.count else { return line < 1 ? 0 : bytes.count }
    if last.line != line || last.column > column { last = (line, 1, lineStarts[line - 1]) }
    while last.column < column, last.offset < bytes.count {
      last.offset += 1
      while last.offset < bytes.count, bytes[last.offset] & 0xC0 == 0x80 { last.offset += 1 }
      last.column += 1
    }
    return last.offset
  }

  /// How many bytes the line break at `index` takes; 0 when there is none.
  static func breakLength(_ bytes: [UInt8], at index: Int) -> Int {
    switch bytes[index] {
    case 0x0A: 1
    case 0x0D: index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    case 0xC2: index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      index + 2 < bytes.count && bytes[index + 1] == 0x80 && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9)
        ? 3 : 0
    default: 0
    }
  }
}
