/// Text on its way into YAML.
enum YAMLText {
  /// A double-quoted scalar, in which every printable character stands for itself.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }

  /// The lines of a block scalar; empty lines stay empty.
  static func block(_ text: String, indent: Int) -> String {
    let space = String(repeating: " ", count: indent)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : space + $0 }
      .joined(separator: "\n")
  }
}
