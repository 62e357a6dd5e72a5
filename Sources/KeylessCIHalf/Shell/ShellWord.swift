package import KeylessSource

/// One word of a script, with what is quoted and what the shell puts in kept apart.
package struct ShellWord: Hashable, Sendable {
  package indirect enum Part: Hashable, Sendable {
    case literal(String, isQuoted: Bool)
    /// `$NAME`, `${NAME}`, `${NAME-other}`.
    case variable(String, otherwise: [Part]?)
    /// `${NAME:-other}`: also when it is empty.
    case filled(String, otherwise: [Part])
    /// `${NAME+text}`: the text when the variable is there; with `:+` only when it is not empty.
    case presence(String, [Part], isFilled: Bool)
    /// `$(…)` and backticks, with what runs in there.
    case substitution([ShellItem], source: String)
    /// What the platform puts in before the shell reads the script: `${{ … }}`, with its braces.
    case open(String)
    /// An expansion that is not computed here: `${NAME%/*}`, `$((1 + 2))`.
    case expansion(String)
  }

  package var parts: [Part]
  package var span: SourceSpan
  /// As it is written.
  package var source: String

  /// The whole text, when nothing is put into it.
  package var text: String? {
    var out = ""
    for part in parts {
      guard case .literal(let text, _) = part else { return nil }
      out += text
    }
    return out
  }

  /// Whether blanks in what is put into it make several words of it: nothing in it is quoted.
  var isSplit: Bool {
    guard !source.utf8.contains(where: { $0 == 0x22 || $0 == 0x27 || $0 == 0x5C }) else { return false }
    return parts.contains {
      switch $0 {
      case .literal, .open: false
      default: true
      }
    }
  }

  /// Whether a command runs in it.
  var runs: Bool { parts.contains { if case .substitution = $0 { true } else { false } } }

  /// The variables whose values are in the word, those of substitutions left out.
  package var variables: [String] {
    parts.compactMap {
      switch $0 {
      case .variable(let name, _), .filled(let name, _): name
      default: nil
      }
    }
  }
}
