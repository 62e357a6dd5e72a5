import KeylessSource

/// The report for a person: the handshakes, each finding with its line and carets, and one line of numbers.
package struct TextReport: Sendable {
  private let report: Report
  private let places: ReportPlaces
  private let isColoured: Bool

  /// More than this nobody reads; the worst are kept, and the number of the others is said.
  package static let most = 200

  package init(_ report: Report, isColoured: Bool) {
    var report = report
    // Lines are quoted, and a line may hold a secret.
    let labels =
      report.findings.flatMap { [$0.finding.primary] + $0.finding.related }
      + report.problems.flatMap { [$0.primary] + $0.related }
    for file in Set(labels.map(\.span.file)) { report.files[file] = report.files[file].map(SecretMask.masked) }
    for (file, secrets) in Dictionary(grouping: labels.lazy.filter(\.isOfSecret).map(\.span), by: \.file) {
      report.files[file] = report.files[file].map { SecretMask.masked($0, at: secrets) }
    }
    self.report = report
    places = ReportPlaces(report)
    self.isColoured = isColoured
  }

  package func render() -> String {
    var blocks: [String] = []
    if !report.handshakes.isEmpty { blocks.append(table()) }
    if !report.problems.isEmpty { blocks.append(TextRenderer(report.files).render(report.problems)) }
    let shown = shown()
    blocks += shown.map(block)
    let rest = report.open.count - shown.count
    if rest > 0 { blocks.append("and \(rest) more, none of them worse; `--format json` has them all\n") }
    return blocks.map { $0 + "\n" }.joined() + ReportCounts(report).line + "\n"
  }

  /// In source order, the worst of them when there are too many.
  private func shown() -> [ReportedFinding] {
    let open = report.open
    guard open.count > Self.most else { return open }
    let kept = Set(report.bySeverity.prefix(Self.most).map(\.fingerprint))
    return Array(open.filter { kept.contains($0.fingerprint) }.prefix(Self.most))
  }

  private func block(_ reported: ReportedFinding) -> String {
    let finding = reported.finding
    let isNote = report.isNote(finding)
    let word = isNote ? "note" : finding.severity.rawValue
    let head = "[\(finding.rule.head)]: \(TerminalText.escaping(finding.message.description))\n"
    var out = coloured(word, isNote ? .cyan : Self.colour(finding.severity)) + head + excerpts(finding)
    if let witness = finding.witness { out += line("witness", witness) }
    if let help = finding.help { out += line("help", help) }
    for note in finding.notes { out += line("note", "\(note.rule.head): \(note.message)") }
    if let page = report.tool.page(finding.rule) { out += line("docs", page) }
    return out
  }

  private func line(_ name: String, _ text: String) -> String { "   = \(name): \(TerminalText.escaping(text))\n" }

  /// The places as everything else in keyless shows them, without the head, which is ours.
  private func excerpts(_ finding: Finding) -> String {
    var out = excerpt(finding.primary, isMain: true)
    for label in finding.related.prefix(Self.mostRelated) { out += excerpt(label, isMain: false) }
    let rest = finding.related.count - Self.mostRelated
    return rest > 0 ? out + line("see", "\(rest) more places") : out
  }

  /// Places of the other half that are shown for one finding.
  private static let mostRelated = 8
  /// A line beyond this is not quoted, in bytes; to lay it out anew for every finding would take for ever.
  private static let widest = 1 << 16

  private func excerpt(_ label: Diagnostic.Label, isMain: Bool) -> String {
    if places.width(at: label.span) > Self.widest, let place = places[label.span] {
      let text = label.text.isEmpty ? "" : ": " + label.text
      return TerminalText.escaping("  --> \(label.span.file):\(place.line):\(place.column)\(text)") + "\n"
    }
    let text = TextRenderer(report.files).render(
      isMain
        ? Diagnostic("", .note, "", at: label)
        : Diagnostic("", .note, "", at: .init(SourceSpan(file: "", range: 0..<0)), related: [label])
    )
    // The head, and the place that only stands in for the main one.
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(isMain ? 1 : 2)
      .joined(separator: "\n")
  }

  /// Columns are not laid out for a longer cell: one hostile name would be paid for in every line.
  private static let widestCell = 120

  private func table() -> String {
    let head = ["job", "role", "verdict", "why"]
    let rows = report.handshakes.map { row in
      [row.job, row.role, row.verdict.rawValue, row.why].map(TerminalText.escaping)
    }
    let widths = head.indices.map { column in
      min(([head] + rows).map { $0[column].unicodeScalars.count }.max() ?? 0, Self.widestCell)
    }
    let lines = ([head] + rows).enumerated().map { index, cells in
      cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: max(0, widths[column] - cell.unicodeScalars.count))
        let text = index > 0 && column == 2 ? coloured(cell, Self.colour(report.handshakes[index - 1].verdict)) : cell
        return column == head.count - 1 ? text : text + space
      }.joined(separator: "  ")
    }
    return lines.map { line in
      var line = line[...]
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private enum Colour: String {
    case red = "1;31"
    case yellow = "1;33"
    case cyan = "1;36"
    case green = "1;32"
  }

  private func coloured(_ text: String, _ colour: Colour) -> String {
    isColoured ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  private static func colour(_ severity: FindingSeverity) -> Colour {
    switch severity {
    case .critical, .high: .red
    case .medium: .yellow
    case .low, .info: .cyan
    }
  }

  private static func colour(_ verdict: ReportRow.Verdict) -> Colour {
    switch verdict {
    case .opens: .green
    case .refused: .red
    case .some, .unknown: .yellow
    }
  }
}
