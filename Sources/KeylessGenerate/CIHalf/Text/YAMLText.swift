import KeylessSource

/// Text on its way into YAML.
package enum YAMLText {
  /// A double-quoted scalar on one line, in which every printable character stands for itself.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      // What a terminal would obey, YAML refuses or takes for the end of a line.
      case _ where !TerminalText.escaping(String(scalar)).unicodeScalars.elementsEqual([scalar]):
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let digits = scalar.value > 0xFFFF ? 8 : 4
        result += (digits == 8 ? "\\U" : "\\u") + String(repeating: "0", count: digits - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A flow sequence of such scalars.
  package static func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ", "))]" }

  /// The lines of a block scalar; empty lines stay empty.
  static func block(_ text: String, indent: Int) -> String {
    let space = String(repeating: " ", count: indent)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : space + $0 }
      .joined(separator: "\n")
  }
}
