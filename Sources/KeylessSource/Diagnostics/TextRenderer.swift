/// Renders findings as a person reads them: the sentence, the place, the line with carets, and what to do.
package struct TextRenderer: Sendable {
  private let files: SourceFiles

  /// More findings than this help nobody, and their number is for whoever wrote the file to choose.
  package static let most = 100
  /// Longest line that is shown whole, in Unicode scalars; of a longer one only the surroundings of the span.
  package static let widest = 200

  package init(_ files: SourceFiles) {
    self.files = files
  }

  package func render(_ diagnostics: [Diagnostic]) -> String {
    let shown = diagnostics.prefix(Self.most).map(render).joined(separator: "\n")
    let rest = diagnostics.count - Self.most
    return rest > 0 ? shown + "\nand \(rest) more; mend these first\n" : shown
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
    let scalars = Array(place.text.unicodeScalars)
    let from = scalars.count > Self.widest ? min(scalars.count, max(0, place.column - 1 - Self.widest / 4)) : 0
    let until = min(scalars.count, from + Self.widest)
    let shown = Self.text(scalars[from..<until])
    // Columns are counted in the text that is printed, so an escaped character before the span moves the caret with it.
    let before = Self.text(scalars[from..<max(from, min(until, place.column - 1))])
    let tail = Self.text(scalars[min(until, max(from, place.column - 1))..<until], escaped: false)
    let covered = String(decoding: Array(tail.utf8.prefix(max(label.span.range.count, 1))), as: UTF8.self)
    let carets = max(TerminalText.escaping(covered).count, 1)
    return """
      \(gutter)--> \(file):\(place.line):\(place.column)
      \(gutter) |
      \(place.line) | \(shown)
      \(gutter) | \(String(repeating: " ", count: before.count))\(String(repeating: mark, count: carets))\
      \(label.text.isEmpty ? "" : " " + TerminalText.escaping(label.text))

      """
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>, escaped: Bool = true) -> String {
    let text = String(String.UnicodeScalarView(scalars))
    return escaped ? TerminalText.escaping(text) : text
  }
}
