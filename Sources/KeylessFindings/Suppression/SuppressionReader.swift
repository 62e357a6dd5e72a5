import KeylessSource

/// Finds the suppressions of one file and the lines they speak of.
struct SuppressionReader {
  private let bytes: [UInt8]
  private let lines: CommentLines
  private var starts: [Int] = [0]
  /// The comments before and behind which stands nothing but blanks, by where they begin.
  private var alone: Set<Int> = []

  /// Nil when the file cannot hold any.
  init?(_ bytes: [UInt8], file: String) {
    // Nearly every file holds none, and to say so costs one look.
    guard Self.mentions(bytes), let lines = CommentLines.read(bytes, file: file) else { return nil }
    self.bytes = bytes
    self.lines = lines
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    var last: Int?
    for comment in lines.comments {
      let line = number(of: comment.lowerBound)
      // Behind another comment none stands alone; looking for the blanks before each would make one long line quadratic.
      if line != last, hasOnlyBlanksBeside(comment) { alone.insert(comment.lowerBound) }
      last = numbers(comment).upperBound
    }
  }

  /// Most names in suppressions of one file that are heeded.
  static let most = 1000

  /// The line of a finding as a comment can reach it: where the text of several lines begins that it stands in.
  func line(of offset: Int) -> Int {
    var (low, high) = (0, lines.texts.count)
    while low < high {
      let middle = (low + high) / 2
      if lines.texts[middle].lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    let text = low > 0 && lines.texts[low - 1].contains(offset) ? lines.texts[low - 1] : nil
    return number(of: text?.lowerBound ?? offset)
  }

  /// In the order of the file, at most one more than are heeded.
  func suppressions() -> [Suppression] {
    let below = linesBelow()
    var found: [Suppression] = []
    for comment in lines.comments {
      let first = number(of: comment.lowerBound)
      let target = alone.contains(comment.lowerBound) ? below[numbers(comment).upperBound] : first
      var start = comment.lowerBound
      var end = comment.upperBound
      if bytes[start..<end].starts(with: "/*".utf8), end - start >= 4, bytes[end - 1] == UInt8(ascii: "/") { end -= 2 }
      while start < end {
        let stop = bytes[start..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
        if let suppression = Suppression(bytes, start..<stop, line: target) { found.append(suppression) }
        guard found.count <= Self.most else { return found }
        start = stop + 1
      }
    }
    return found
  }

  /// For each line the next one that is not only a comment; nil at the end.
  private func linesBelow() -> [Int?] {
    let alone = Set(lines.comments.filter { self.alone.contains($0.lowerBound) }.flatMap(numbers))
    var below: [Int?] = Array(repeating: nil, count: starts.count)
    for line in starts.indices.dropLast().reversed() {
      below[line] = alone.contains(line + 1) ? below[line + 1] : line + 1
    }
    return below
  }

  private static func mentions(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while let place = ByteScan.first(UInt8(ascii: "k"), in: bytes.span, from: index) {
      if bytes[place...].starts(with: Suppression.marker) { return true }
      index = place + 1
    }
    return false
  }

  private func hasOnlyBlanksBeside(_ comment: Range<Int>) -> Bool {
    let start = starts[number(of: comment.lowerBound)]
    guard bytes[start..<comment.lowerBound].allSatisfy(Self.isBlank) else { return false }
    let next = bytes[comment.upperBound...].first { !Self.isBlank($0) }
    return next == nil || next == UInt8(ascii: "\n")
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  private func numbers(_ range: Range<Int>) -> ClosedRange<Int> {
    let first = number(of: range.lowerBound)
    return first...max(first, number(of: max(range.lowerBound, range.upperBound - 1)))
  }

  private func number(of offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
