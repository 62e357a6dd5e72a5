import KeylessSource

extension HCLParser {
  /// Says what is wrong at a token and gives up on the item.
  mutating func fail(
    _ id: DiagnosticID,
    _ message: Diagnostic.Message,
    _ token: HCLToken,
    _ label: String = "",
    help: String? = nil
  ) -> Stop {
    error(id, message, Int(token.start)..<Int(token.end), label, help: help)
    return Stop()
  }

  mutating func error(
    _ id: DiagnosticID,
    _ message: Diagnostic.Message,
    _ range: Range<Int>,
    _ label: String = "",
    related: [Diagnostic.Label] = [],
    help: String? = nil
  ) {
    guard diagnostics.count < limits.diagnostics else { return }
    diagnostics.append(
      Diagnostic(id, .error, message, at: .init(place.span(range), label), related: related, help: help)
    )
  }

  /// At something else than what was wanted; names the forgotten bracket or quote where that is what is wrong.
  mutating func unexpected(_ id: DiagnosticID, _ wanted: String, help: String? = nil) -> Stop {
    let kind = peek()
    let token = tokens[position]
    switch kind {
    case .foreign: return foreign(token)
    case .brokenComment:
      return fail("hcl-unclosed", "the comment is never closed", token, help: "end it with `*/`")
    case .brokenQuote, .brokenHeredoc:
      guard let open = opened.last else { return fail("hcl-string", "the string ends before \(wanted)", token) }
      return unclosed(tokens[open], before: token, "the string ends here")
    default: break
    }
    if let open = opened.last {
      if kind == .end { return unclosed(tokens[open], before: token, "the file ends here") }
      // What stands here may be the name of the next attribute, or the `=` behind it.
      let name = kind == .equals ? position - 1 : position
      if isLikelyItem(name), column(name) <= column(itemStart) {
        return unclosed(tokens[open], before: tokens[name], "this looks like the next one")
      }
    }
    let found = kind == .end ? "the file ends" : kind == .newline ? "the line ends" : "`\(quote(token))` stands"
    return fail(id, "\(found) where \(wanted) should be", token, help: help)
  }

  /// A bracket without its partner is reported where it opens, because that is where it is mended.
  mutating func unclosed(_ open: HCLToken, before token: HCLToken, _ label: String) -> Stop {
    error(
      "hcl-unclosed",
      "`\(quote(open))` is never closed",
      Int(open.start)..<Int(open.end),
      "opened here",
      related: [.init(place.span(Int(token.start)..<Int(token.end)), label)]
    )
    return Stop()
  }

  private mutating func foreign(_ token: HCLToken) -> Stop {
    let character = quote(token)
    let help: String? =
      switch text[Int(token.start)] {
      case UInt8(ascii: "'"): "put text in double quotes"
      case UInt8(ascii: "`"): "write several lines as a heredoc: `<<-EOT`"
      case UInt8(ascii: ";"): "begin a new line instead"
      case UInt8(ascii: "&"): "write `&&` for a logical and"
      case UInt8(ascii: "|"): "write `||` for a logical or"
      case UInt8(ascii: "~"): "a strip marker stands directly beside its brace: `~}`"
      case UInt8(ascii: "^"): "powers are written `pow(x, y)`"
      case 0x0D: "end lines with a line feed"
      default: ["“", "”", "‘", "’", "„"].contains(character) ? "put text in straight double quotes" : nil
      }
    guard text[Int(token.start)] < 0x80 || UTF8Scalar.decode(text, at: Int(token.start)).scalar != nil else {
      return fail("hcl-encoding", "the text is not valid UTF-8", token, help: "save the file as UTF-8")
    }
    return fail("hcl-character", "the character `\(character)` has no meaning in HCL", token, help: help)
  }

  /// A token's text for a message, short and without its line's end.
  func quote(_ token: HCLToken) -> String {
    let end = min(Int(token.end), Int(token.start) + 40)
    let bytes = text[Int(token.start)..<end].prefix { $0 != 0x0A && $0 != 0x0D || token.end - token.start == 1 }
    return String(decoding: bytes, as: UTF8.self)
  }

  func word(_ token: HCLToken) -> String { quote(token) }
}
