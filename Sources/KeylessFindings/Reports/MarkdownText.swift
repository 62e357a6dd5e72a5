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

  private static func entities(_ text: String, breaksReferences: Bool) -> String {
    var out = ""
    let scalars = Array(TerminalText.escaping(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if special.contains(scalar) {
        out += "&#\(scalar.value);"
      } else {
        out.unicodeScalars.append(scalar)
      }
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      if breaksReferences, references.contains(scalar), next.properties.isAlphabetic || "0"..."9" ~= next {
        // `@acme`, `#12` and `!3` are looked for after rendering; a space of no width undoes them.
        out += "&#8203;"
      } else if scalar == "@" {
        // In code nobody is mentioned, but an address would still be a link.
        out += "<!-- -->"
      }
    }
    // Links that need no markup begin with a scheme, whose colon is gone, or with this.
    return out.replacing("www.", with: "www&#46;").replacing("WWW.", with: "WWW&#46;")
  }

  /// What can begin or end markup; as character references they are characters only.
  private static let special = Set("&<>`*_[]{}|\\#!~$@:".unicodeScalars)
  private static let references = Set("@#!~$%&".unicodeScalars)
}
