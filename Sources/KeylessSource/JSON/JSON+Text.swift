extension JSON {
  /// The value as JSON text on one line, `/` unescaped, only what RFC 8259 demands escaped.
  package var compact: String {
    var out = ""
    write(to: &out, indent: nil)
    return out
  }

  /// The value as JSON text indented by two spaces, safe to print: what could move a cursor or hide text is escaped too.
  package var pretty: String {
    var out = ""
    write(to: &out, indent: 0)
    return out
  }

  private func write(to out: inout String, indent: Int?) {
    switch self {
    case .null: out += "null"
    case .bool(let bool): out += bool ? "true" : "false"
    case .integer(let integer): out += String(integer)
    case .number(let literal): out += literal
    case .string(let string): Self.quote(string, to: &out, forTerminal: indent != nil)
    case .array(let elements):
      Self.list(elements, "[", "]", to: &out, indent: indent) { $0.write(to: &$1, indent: $2) }
    case .object(let members):
      Self.list(members, "{", "}", to: &out, indent: indent) { member, out, indent in
        Self.quote(member.name, to: &out, forTerminal: indent != nil)
        out += indent == nil ? ":" : ": "
        member.value.write(to: &out, indent: indent)
      }
    }
  }

  private static func list<Element>(
    _ elements: [Element],
    _ open: String,
    _ close: String,
    to out: inout String,
    indent: Int?,
    _ write: (Element, inout String, Int?) -> Void
  ) {
    out += open
    let inner = indent.map { $0 + 1 }
    for (position, element) in elements.enumerated() {
      if position > 0 { out += "," }
      if let inner { out += "\n" + String(repeating: "  ", count: inner) }
      write(element, &out, inner)
    }
    if let indent, !elements.isEmpty { out += "\n" + String(repeating: "  ", count: indent) }
    out += close
  }

  /// Appends a JSON string literal; shared with writers that stream without building a tree.
  package static func quote(_ text: String, to out: inout String, forTerminal: Bool = false) {
    out += "\""
    // Nearly every text is written as it is.
    if text.utf8.allSatisfy({ isPlain($0) }) {
      out += text
      out += "\""
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}",
        _ where forTerminal && TerminalText.isUnsafe(scalar):
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          let hex = String(unit, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
  /// ASCII that needs no escape anywhere.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}
