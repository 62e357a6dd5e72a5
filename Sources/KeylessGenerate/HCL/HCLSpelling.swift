import KeylessSource

/// Terraform's own spelling of text.
package enum HCLSpelling {
  /// A string literal that Terraform reads as exactly this text.
  ///
  /// `${` and `%{` would begin a template, so their first character is doubled; before such a pair the same character is
  /// written as an escape, because `$$${` could be read in two ways.
  package static func quote(_ text: String) -> String { "\"\(escape(text))\"" }

  /// What stands between the quotes.
  static func escape(_ text: String) -> String {
    var out = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "$", "%":
        let end = scalars[index...].firstIndex { $0 != scalar }
        guard let end, scalars[end] == "{" else {
          out.unicodeScalars.append(scalar)
          continue
        }
        if index + 1 == end {
          out.unicodeScalars.append(scalar)
          out.unicodeScalars.append(scalar)
        } else {
          out += unicode(scalar)
        }
      case _ where isUnsafe(scalar): out += unicode(scalar)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func unicode(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let digits = scalar.value > 0xFFFF ? 8 : 4
    return (digits == 8 ? "\\U" : "\\u") + String(repeating: "0", count: digits - hex.count) + hex
  }

  /// The key of an object: bare when it is a plain name, else quoted.
  package static func key(_ name: String) -> String {
    let bytes = Array(name.utf8)
    let isPlain =
      bytes.first.map { isLetter($0) } == true
      && bytes.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    return isPlain && !words.contains(name) ? name : quote(name)
  }

  /// Words that mean something of their own where a key may stand.
  private static let words: Set<String> = ["for", "if", "in", "true", "false", "null"]

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
  }

  /// The text on one line, as a comment can hold it.
  static func line(_ text: String) -> String { TerminalText.escaping(text) }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    !TerminalText.escaping(String(scalar)).unicodeScalars.elementsEqual([scalar])
  }
}
