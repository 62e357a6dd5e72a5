/// Words of a command as a POSIX shell splits them: blanks, quotes and backslashes, and nothing else.
enum CommandWords {
  /// Nil when a quote is not closed or the last character is a backslash.
  static func split(_ command: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var characters = command.makeIterator()
    while let character = characters.next() {
      switch (character, quote) {
      case ("'", "'"), ("\"", "\""): quote = nil
      case ("\\", nil), ("\\", "\""):
        guard let next = characters.next() else { return nil }
        // Between double quotes a backslash stands for itself before anything that it need not protect.
        if quote == "\"", next != "\"", next != "\\" { word = (word ?? "") + "\\" }
        word = (word ?? "") + String(next)
      case ("'", nil), ("\"", nil):
        quote = character
        word = word ?? ""
      case (" ", nil), ("\t", nil), ("\n", nil), ("\r\n", nil), ("\r", nil):
        if let done = word { words.append(done) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    guard quote == nil else { return nil }
    if let word { words.append(word) }
    return words
  }
}
