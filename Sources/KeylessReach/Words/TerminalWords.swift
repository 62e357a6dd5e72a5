import KeylessSource

/// Text from outside as messages show it.
enum TerminalWords {
  static func escaped(_ text: String) -> String { TerminalText.escaping(text) }
}
