extension Language {
  /// A piece of a pattern.
  package enum Piece: Hashable, Sendable {
    case literal([UInt8])
    /// `*`
    case anyRun
    /// `?`: one whole Unicode scalar.
    case anyScalar
  }

  /// The texts that match the whole pattern, as the policy engine's wildcards match.
  ///
  /// None when a literal is not valid UTF-8; neighbouring literals count as one.
  package static func pattern(_ pieces: [Piece], budget: Budget = Budget()) throws(TooComplex) -> Language {
    guard isValid(pieces) else { return none }
    if let text = literal(pieces) { return .text(text) }
    // Most patterns are a text and then anything; no search is needed for their automaton.
    if pieces.last == .anyRun, let text = literal(pieces.dropLast()),
      budget.holds(states: text.count + Automaton.utf8.accepting.count)
    {
      return Language(canonical: Automaton.beginning(text).canonicalOfMinimal)
    }
    var meter = Spending(budget)
    return Language(minimising: try PatternAutomaton.build(pieces, &meter))
  }

  /// A pattern without `?`: its automaton is as long as the pattern, so no budget is needed.
  static func pattern(_ wildcards: String) -> Language {
    var meter = Unmetered()
    let parts = wildcards.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
    let pieces = parts.flatMap { [Piece.anyRun, .literal(Array($0))] }.dropFirst()
    return Language(minimising: PatternAutomaton.build(Array(pieces), &meter))
  }

  /// The text of a pattern without wildcards.
  private static func literal(_ pieces: some Sequence<Piece>) -> [UInt8]? {
    var text: [UInt8] = []
    for piece in pieces {
      guard case .literal(let bytes) = piece else { return nil }
      text += bytes
    }
    return text
  }

  private static func isValid(_ pieces: [Piece]) -> Bool {
    var phase = 0
    for piece in pieces {
      if case .literal(let bytes) = piece {
        phase = Automaton.utf8.walk(phase, bytes)
      } else if phase != 0 {
        return false
      }
    }
    return phase == 0
  }
}
