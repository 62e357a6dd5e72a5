/// Cuts what is read into lines; blank ones are no questions.
struct BatchLines {
  enum Line: Hashable, Sendable {
    case bytes([UInt8])
    /// A longer line is answered by an error, and the next one is read.
    case tooLong
  }

  /// Bytes.
  private static let longest = 1 << 20

  private var begun: [UInt8] = []
  private var isTooLong = false

  /// The lines that these bytes complete.
  mutating func add(_ part: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var rest = part[...]
    while let newline = rest.firstIndex(of: 0x0A) {
      append(rest[..<newline])
      lines += end()
      rest = rest[(newline + 1)...]
    }
    append(rest)
    return lines
  }

  /// The last line, which may have no end of its own.
  mutating func end() -> [Line] {
    let line: Line? =
      isTooLong ? .tooLong : begun.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } ? nil : .bytes(begun)
    begun = []
    isTooLong = false
    return line.map { [$0] } ?? []
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    if isTooLong || begun.count + bytes.count > Self.longest {
      isTooLong = true
      begun = []
    } else {
      begun += bytes
    }
  }
}
