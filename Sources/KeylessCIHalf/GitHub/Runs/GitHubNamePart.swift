import KeylessSource

/// The tests that `startsWith`, `endsWith` and `contains` make of a name, and their regular expressions.
struct GitHubNamePart: Hashable {
  enum Place: Hashable { case start, end, anywhere }

  var text: String
  var place: Place

  init(_ text: String, _ place: Place) {
    self.text = text
    self.place = place
  }

  /// Reads back what `pattern` wrote; nil for any other expression.
  init?(regex: String) {
    var rest = regex[...]
    place = .anywhere
    if rest.hasPrefix("^") {
      place = .start
      rest = rest.dropFirst()
    } else if rest.hasSuffix("$") {
      place = .end
      rest = rest.dropLast()
    }
    text = ""
    while let character = rest.popFirst() {
      guard character == "\\" else {
        guard !Self.special.contains(character) else { return nil }
        text.append(character)
        continue
      }
      guard let escaped = rest.popFirst() else { return nil }
      text.append(escaped)
    }
  }

  private static let special = Set<Character>("\\.+*?()|[]{}^$")

  var pattern: JobRun.RefPattern {
    let escaped = text.reduce(into: "") { out, character in
      out += Self.special.contains(character) ? "\\\(character)" : String(character)
    }
    return switch place {
    case .start: .regex("^" + escaped, ignoresCase: false)
    case .end: .regex(escaped + "$", ignoresCase: false)
    case .anywhere: .regex(escaped, ignoresCase: false)
    }
  }

  func fits(_ name: String) -> Bool {
    switch place {
    case .start: name.utf8.starts(with: text.utf8)
    case .end: name.utf8.reversed().starts(with: text.utf8.reversed())
    case .anywhere: name.hasBytes(inside: text)
    }
  }
}
