package import KeylessSource

/// One word of a script, with what is quoted and what the shell puts in kept apart.
package struct ShellWord: Hashable, Sendable {
  package indirect enum Part: Hashable, Sendable {
    case literal(String, isQuoted: Bool)
    /// `$NAME`, `${NAME}`, `${NAME:-other}`.
    case variable(String, otherwise: [Part]?)
    /// `${NAME+text}`: the text when the variable is there.
    case presence(String, [Part])
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

  /// Whether a command runs in it.
  var runs: Bool { parts.contains { if case .substitution = $0 { true } else { false } } }

  /// The variables whose values are in the word, those of substitutions left out.
  package var variables: [String] {
    parts.compactMap {
      guard case .variable(let name, _) = $0 else { return nil }
      return name
    }
  }
}
