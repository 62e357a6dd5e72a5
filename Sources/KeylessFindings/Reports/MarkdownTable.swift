/// A table in Markdown; cells are Markdown already.
package struct MarkdownTable: Sendable {
  private let head: [String]
  private var rows: [[String]] = []

  package init(_ head: String...) { self.head = head }

  package mutating func add(_ cells: String...) { rows.append(cells) }

  package var isEmpty: Bool { rows.isEmpty }

  /// Empty without rows; otherwise ends with a blank line, so that anything may follow.
  ///
  /// Rows that do not fit into so many bytes are only counted.
  package func render(within size: Int = .max) -> String {
    guard !rows.isEmpty else { return "" }
    var out = Self.line(head) + Self.line(head.map { _ in "---" })
    var shown = 0
    for row in rows {
      let line = Self.line(row)
      guard out.utf8.count + line.utf8.count <= size else { break }
      out += line
      shown += 1
    }
    return out + "\n" + (shown < rows.count ? "and \(rows.count - shown) more\n\n" : "")
  }

  private static func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
}
