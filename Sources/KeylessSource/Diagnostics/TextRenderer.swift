/// Renders findings as a person reads them: the sentence, the place, the line with carets, and what to do.
package struct TextRenderer: Sendable {
  private let files: SourceFiles

  package init(_ files: SourceFiles) {
    self.files = files
  }

  package func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined(separator: "\n")
  }

  package func render(_ diagnostic: Diagnostic) -> String {
    var out =
      "\(diagnostic.severity.rawValue)[\(diagnostic.id)]: \(TerminalText.escaping(diagnostic.message.description))\n"
    out += excerpt(diagnostic.primary, mark: "^")
    for label in diagnostic.related { out += excerpt(label, mark: "-") }
    if let help = diagnostic.help { out += "   = help: \(TerminalText.escaping(help))\n" }
    return out
  }

  private func excerpt(_ label: Diagnostic.Label, mark: Character) -> String {
    let file = TerminalText.escaping(label.span.file)
    guard let place = files.position(of: label.span.range.lowerBound, in: label.span.file) else {
      return "  --> \(file)\(label.text.isEmpty ? "" : ": " + TerminalText.escaping(label.text))\n"
    }
    let gutter = String(repeating: " ", count: String(place.line).count)
    // Columns are counted in the text that is printed, so an escaped character before the span moves the caret with it.
    let scalars = place.text.unicodeScalars
    let before = TerminalText.escaping(String(String.UnicodeScalarView(scalars.prefix(place.column - 1))))
    let tail = String(String.UnicodeScalarView(scalars.dropFirst(place.column - 1)))
    let covered = String(decoding: Array(tail.utf8.prefix(max(label.span.range.count, 1))), as: UTF8.self)
    let carets = max(TerminalText.escaping(covered).count, 1)
    return """
      \(gutter)--> \(file):\(place.line):\(place.column)
      \(gutter) |
      \(place.line) | \(TerminalText.escaping(place.text))
      \(gutter) | \(String(repeating: " ", count: before.count))\(String(repeating: mark, count: carets))\
      \(label.text.isEmpty ? "" : " " + TerminalText.escaping(label.text))

      """
  }
}
