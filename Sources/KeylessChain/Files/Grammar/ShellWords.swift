/// Python's `shlex.split`, as far as botocore asks it: of a section header, and of the command of `credential_process`.
package enum ShellWords {
  /// The second of exactly two words; nil where there are more or fewer, or a quote is open.
  static func second(of text: String) -> String? {
    guard let words = split(text), words.count == 2 else { return nil }
    return words[1]
  }

  /// POSIX rules: `'…'` as it is, `"…"` with `\"` and `\\`, `\` before any other; blanks are space, tab and line ends.
  package static func split(_ text: String) -> [String]? {
    var words: [String] = []
    var word = ""
    // A quoted word may be empty and is one.
    var isWord = false
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      switch scalar {
      case " ", "\t", "\r", "\n":
        if isWord { words.append(word) }
        (word, isWord) = ("", false)
      case "'":
        isWord = true
        var isOpen = true
        while isOpen {
          guard let next = scalars.next() else { return nil }
          if next == "'" { isOpen = false } else { word.unicodeScalars.append(next) }
        }
      case "\"":
        isWord = true
        var isOpen = true
        while isOpen {
          guard let next = scalars.next() else { return nil }
          switch next {
          case "\"": isOpen = false
          case "\\":
            guard let escaped = scalars.next() else { return nil }
            if escaped != "\"", escaped != "\\" { word.unicodeScalars.append(next) }
            word.unicodeScalars.append(escaped)
          default: word.unicodeScalars.append(next)
          }
        }
      case "\\":
        isWord = true
        guard let next = scalars.next() else { return nil }
        word.unicodeScalars.append(next)
      default:
        isWord = true
        word.unicodeScalars.append(scalar)
      }
    }
    if isWord { words.append(word) }
    return words
  }
}
