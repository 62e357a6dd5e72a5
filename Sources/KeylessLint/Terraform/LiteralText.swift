import KeylessSource
import KeylessTerraform

/// What of a text is written in the configuration.
enum LiteralText {
  /// The text with `…` for what is not known; nil when nothing of it is written.
  static func words(of value: TerraformValue) -> String? {
    guard let text = value.text else { return nil }
    var (words, hasLiteral) = ("", false)
    for segment in text.segments {
      switch segment {
      case .literal(let range):
        words += String(decoding: text.bytes[range], as: UTF8.self)
        hasLiteral = true
      case .symbol, .unknown: words += "…"
      }
    }
    return hasLiteral ? words : nil
  }

  /// Whether nothing was put into the text: one literal.
  static func isWhole(_ value: TerraformValue) -> Bool {
    guard let text = value.text, text.unknowns.isEmpty, !text.bytes.isEmpty,
      let span = text.span(of: 0..<text.bytes.count)
    else { return false }
    return value.span.contains(span) && span.range.count == text.bytes.count
  }
}
