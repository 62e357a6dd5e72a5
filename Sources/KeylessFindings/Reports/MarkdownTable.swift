/// A table in Markdown; cells are Markdown already.
package struct MarkdownTable: Sendable {
  private let head: [String]
  private var rows: [[String]] = []

  package init(_ head: String...) { self.head = head }

  package mutating func add(_ cells: String...) { rows.append(cells) }

  package var isEmpty: Bool { rows.isEmpty }

  /// Empty without rows; otherwise ends with a blank line, so that anything may follow.
  package func render(atMost most: Int = .max, rest: (Int) -> String = { "and \($0) more" }) -> String {
    guard !rows.isEmpty else { return "" }
    let lines = [head, head.map { _ in "---" }] + rows.prefix(most)
    let hidden = rows.count - min(rows.count, most)
    return lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined() + "\n"
      + (hidden > 0 ? rest(hidden) + "\n\n" : "")
  }
}
