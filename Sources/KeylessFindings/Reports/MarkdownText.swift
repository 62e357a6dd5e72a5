import KeylessSource

/// Text from outside made safe in Markdown as GitHub and GitLab render it: no markup, no link, no mention, no new line.
package enum MarkdownText {
  /// A message: what stands in backticks becomes code, the rest is text.
  package static func message(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    // Without a partner the last backtick is a character of the text.
    guard parts.count % 2 == 1 else { return escaping(text) }
    return parts.enumerated().map { $0 % 2 == 1 && !$1.isEmpty ? code($1) : escaping($1) }.joined()
  }

  /// In `<code>` rather than backticks, which the text could close and which hold no `|` in a table.
  package static func code(_ text: String) -> String { "<code>\(entities(text, breaksReferences: false))</code>" }

  package static func escaping(_ text: String) -> String { entities(text, breaksReferences: true) }

  /// A message as a paragraph for a reader that may or may not be Markdown: as near to the text as is safe.
  ///
  /// What stands in backticks stays so; the rest has backslashes where it could be markup. Not for the cell of a table.
  package static func paragraph(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    guard parts.count % 2 == 1 else { return backslashes(text) }
    return parts.enumerated().map { index, part in
      index % 2 == 1 && !part.isEmpty ? "`\(TerminalText.escaping(part))`" : backslashes(part)
    }.joined()
  }

  private static func backslashes(_ text: String) -> String {
    escaped(text, breaksReferences: true) { $0 == ":" ? ":" : "\\\($0)" }
  }

  private static func entities(_ text: String, breaksReferences: Bool) -> String {
    escaped(text, breaksReferences: breaksReferences) { "&#\($0.value);" }
  }

  private static func escaped(
    _ text: String,
    breaksReferences: Bool,
    _ escape: (Unicode.Scalar) -> String
  ) -> String {
    var out = ""
    let scalars = Array(TerminalText.escaping(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      out += special.contains(scalar) ? escape(scalar) : String(scalar)
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      if breaksReferences, isReference(scalar, next) {
        // `@acme`, `#12`, `https://…` are looked for after rendering; a space of no width undoes them.
        out += "&#8203;"
      } else if scalar == "@" {
        // In code nobody is mentioned, but an address would still be a link.
        out += "<!-- -->"
      }
    }
    // Some links need no scheme.
    return out.replacing("www.", with: "www&#46;").replacing("WWW.", with: "WWW&#46;")
  }

  private static func isReference(_ scalar: Unicode.Scalar, _ next: Unicode.Scalar) -> Bool {
    if scalar == ":" { return next == "/" }
    return references.contains(scalar) && (next.properties.isAlphabetic || "0"..."9" ~= next)
  }

  /// What can begin or end markup; escaped they are characters only.
  private static let special = Set("&<>`*_[]{}|\\#!~$@:".unicodeScalars)
  private static let references = Set("@#!~$%&".unicodeScalars)
}
