import KeylessSource

/// The places of every span of a report, found in one walk over each file.
///
/// One by one each would be counted from the start of its line, which a file of one long line makes quadratic.
struct ReportPlaces {
  private var files: [String: [Int: Position]] = [:]

  private struct Position {
    var line: Int
    var column: Int
    /// Bytes of the whole line.
    var width: Int
  }

  init(_ report: Report) {
    var offsets: [String: Set<Int>] = [:]
    let labels =
      report.findings.flatMap { [$0.finding.primary] + $0.finding.related }
      + report.problems.flatMap { [$0.primary] + $0.related }
    for span in labels.map(\.span) + report.findings.flatMap(\.finding.fix).map(\.span) {
      offsets[span.file, default: []].formUnion([span.range.lowerBound, span.range.upperBound])
    }
    for (file, offsets) in offsets {
      if let bytes = report.files[file] { files[file] = Self.positions(of: offsets.sorted(), in: bytes) }
    }
  }

  /// Nil when the text of the file is not there, as for what comes from a live account.
  subscript(span: SourceSpan) -> ReportPlace? {
    guard let file = files[span.file], let start = file[span.range.lowerBound], let end = file[span.range.upperBound]
    else { return nil }
    return ReportPlace(line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }

  /// How long the line is where a span begins, in bytes.
  func width(at span: SourceSpan) -> Int { files[span.file]?[span.range.lowerBound]?.width ?? 0 }

  private static func positions(of offsets: [Int], in bytes: [UInt8]) -> [Int: Position] {
    var positions: [Int: Position] = [:]
    var pending: [Int] = []
    var (index, line, column, start) = (0, 1, 1, 0)
    for offset in offsets {
      let target = min(max(offset, 0), bytes.count)
      while index < target {
        if bytes[index] == UInt8(ascii: "\n") {
          for open in pending { positions[open]?.width = index - start }
          pending = []
          (line, column, start) = (line + 1, 1, index + 1)
        } else if bytes[index] & 0xC0 != 0x80 {
          column += 1
        }
        index += 1
      }
      positions[offset] = Position(line: line, column: column, width: 0)
      pending.append(offset)
    }
    let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    for open in pending { positions[open]?.width = end - start }
    return positions
  }
}
