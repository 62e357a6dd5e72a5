import KeylessSource

/// All tools at a glance: which link fires in each, where the line is that decides it, and what is never asked because of it.
///
/// Versions of one tool that answer alike share a line.
///
/// At most 100 columns; below the table stand the errors, what is not known, and what the links mean that occur in it.
package struct ChainTable: Sendable {
  private let resolutions: [Resolution]
  private let words: PlaceWords

  private static let width = 100
  private static let gap = 2

  package init(_ resolutions: [Resolution], _ words: PlaceWords) {
    self.resolutions = resolutions
    self.words = words
  }

  package var text: String {
    var rows = [["tool", "credentials from", "decided by", "never asked"]]
    let versions = FamilyVersions(resolutions.map(\.tool))
    for (tools, cells) in versions.grouped(resolutions.map { ($0.tool, row($0)) }) { rows.append([tools] + cells) }
    let widths = widths(rows)
    var lines = rows.map { line($0, widths) }
    lines += remarks + legend
    return lines.joined(separator: "\n") + "\n"
  }

  private func row(_ resolution: Resolution) -> [String] {
    let shadowed = resolution.shadowed.map(\.kind.rawValue).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    return outcome(resolution) + [shadowed.isEmpty ? "-" : shadowed.joined(separator: ", ")]
  }

  private func outcome(_ resolution: Resolution) -> [String] {
    switch resolution.outcome {
    case .fired(let link):
      [link.kind.rawValue, words.short(resolution.namedProfile?.origin ?? link.origin)]
    case .failed(let failure): ["error", failure.origin.map(words.short) ?? "no link has anything"]
    case .unknown(let unknown, _): ["unknown", TerminalText.escaping(unknown.input.words)]
    }
  }

  /// Each column as wide as its widest cell; the last two give way, the places first.
  private func widths(_ rows: [[String]]) -> [Int] {
    var widths = (0..<4).map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0 }
    let room = Self.width - 3 * Self.gap - widths[0] - widths[1]
    widths[3] = min(widths[3], max(room - widths[2], 20))
    widths[2] = min(widths[2], max(room - widths[3], 16))
    widths[3] = min(widths[3], max(room - widths[2], 8))
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      let cell = Self.fitted(cell, widths[column], keepsEnd: column == 2)
      line += cell
      if column < cells.count - 1 {
        line += String(repeating: " ", count: widths[column] - cell.unicodeScalars.count + Self.gap)
      }
    }
    return line
  }

  /// A place is cut at its beginning, so that its line stays.
  private static func fitted(_ text: String, _ width: Int, keepsEnd: Bool) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count > width else { return text }
    var out = String.UnicodeScalarView()
    if keepsEnd { out.append("…") }
    out.append(contentsOf: keepsEnd ? scalars.suffix(width - 1) : scalars.prefix(width - 1))
    if !keepsEnd { out.append("…") }
    return String(out)
  }

  /// Broken between words, what follows indented.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isFirst = true
    for word in text.split(separator: " ") {
      if !isFirst, line.unicodeScalars.count + 1 + word.unicodeScalars.count > width {
        lines.append(line)
        line = "    " + word
      } else {
        line += isFirst ? String(word) : " " + word
      }
      isFirst = false
    }
    return (lines + [line]).map { fitted($0, width, keepsEnd: false) }
  }

  private var remarks: [String] {
    let remarks = resolutions.compactMap { resolution in remark(resolution).map { (resolution.tool, $0) } }
    var groups: [(tools: [String], lines: [String])] = []
    for (tools, lines) in FamilyVersions(resolutions.map(\.tool)).grouped(remarks) {
      if let index = groups.firstIndex(where: { $0.lines == lines }) {
        groups[index].tools.append(tools)
      } else {
        groups.append(([tools], lines))
      }
    }
    let lines = groups.flatMap { ["\($0.tools.joined(separator: ", ")): \($0.lines[0])"] + $0.lines.dropFirst() }
    return lines.isEmpty ? [] : [""] + lines.flatMap(Self.wrapped)
  }

  /// Nil where a link fires.
  private func remark(_ resolution: Resolution) -> [String]? {
    switch resolution.outcome {
    case .fired: nil
    case .failed(let failure): [TerminalText.escaping(failure.line)]
    case .unknown(let unknown, let cases):
      [TerminalText.escaping(unknown.input.words + " " + unknown.reason)]
        + cases.map { possibility in
          "  if \(TerminalText.escaping(possibility.condition)): \(outcome(possibility.resolution)[0])"
        }
    }
  }

  private var legend: [String] {
    var kinds = Set(resolutions.compactMap(\.fired?.kind))
    for resolution in resolutions { kinds.formUnion(resolution.shadowed.map(\.kind)) }
    let named = LinkKind.allCases.filter(kinds.contains)
    guard let width = named.map(\.rawValue.count).max() else { return [] }
    return [""] + named.map { $0.rawValue + String(repeating: " ", count: width - $0.rawValue.count + 2) + $0.words }
  }
}
