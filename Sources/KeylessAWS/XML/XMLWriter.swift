/// Writes response elements; text is escaped so that no value can become markup.
enum XMLWriter {
  static func element(_ name: String, _ value: WireValue, to out: inout String) {
    out += "<"
    out += name
    out += ">"
    switch value {
    case .text(let text): escape(text, to: &out)
    case .integer(let integer): out += String(integer)
    case .boolean(let boolean): out += boolean ? "true" : "false"
    case .time(let seconds): out += WireTime.extended(seconds)
    case .list(let members): for member in members { element("member", member, to: &out) }
    case .structure(let fields): for field in fields { element(field.name, field.value, to: &out) }
    }
    out += "</"
    out += name
    out += ">"
  }

  /// A carriage return is written as a reference, because a reader would turn it into a line feed; what XML 1.0 cannot
  /// carry at all becomes U+FFFD.
  static func escape(_ text: String, to out: inout String) {
    let special = text.utf8.contains { $0 < 0x20 || $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0xEF }
    guard special else { return out += text }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: out += "&amp;"
      case 0x3C: out += "&lt;"
      case 0x3E: out += "&gt;"
      case 0x0D: out += "&#xD;"
      case 0x09, 0x0A: out.unicodeScalars.append(scalar)
      case 0..<0x20, 0xFFFE, 0xFFFF: out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
  }
}
