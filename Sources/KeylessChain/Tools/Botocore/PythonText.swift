/// Texts as Python reads and prints them.
enum PythonText {
  /// `repr` of a string, as far as a path and a name go.
  static func quoted(_ text: String) -> String {
    let quote = text.contains("'") && !text.contains("\"") ? "\"" : "'"
    var quoted = quote
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "'" where quote == "'": quoted += "\\'"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + quote
  }

  /// The `OSError` of `open`.
  static func openError(_ path: String, _ refusal: FileAnswer.Refusal? = nil) -> String {
    switch refusal {
    case nil: "[Errno 2] No such file or directory: \(quoted(path))"
    case .permission: "[Errno 13] Permission denied: \(quoted(path))"
    case .notDirectory: "[Errno 20] Not a directory: \(quoted(path))"
    case .directory: "[Errno 21] Is a directory: \(quoted(path))"
    }
  }

  /// `int`: blanks around it, a sign and single underscores between digits are fine.
  static func integer(_ text: String) -> Int? {
    var digits = stripped(text[...])
    guard !digits.hasPrefix("_"), !digits.hasSuffix("_"), !digits.contains("__") else { return nil }
    guard !digits.hasPrefix("+_"), !digits.hasPrefix("-_") else { return nil }
    digits.removeAll { $0 == "_" }
    return Int(digits)
  }

  /// `strip`.
  static func stripped(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  /// A file opened as text: every line end is one `\n`.
  static func read(_ bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var read = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar == "\r" {
        read.unicodeScalars.append("\n")
      } else if !(scalar == "\n" && previous == "\r") {
        read.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return read
  }
}
