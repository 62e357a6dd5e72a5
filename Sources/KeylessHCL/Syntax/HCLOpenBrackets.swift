/// The brackets, strings and heredocs open at a place of a broken item.
///
/// Each kind is counted, so that a closing one without a partner costs nothing.
struct HCLOpenBrackets {
  private var stack: [Kind] = []
  private var counts = [0, 0, 0, 0, 0, 0]

  private enum Kind: Int {
    case brace, bracket, parenthesis, quote, heredoc, sequence
  }

  var isEmpty: Bool { stack.isEmpty }
  var hasHeredoc: Bool { counts[Kind.heredoc.rawValue] > 0 }

  mutating func push(_ token: HCLToken.Kind) {
    guard let kind = Self.kind(token) else { return }
    stack.append(kind)
    counts[kind.rawValue] += 1
  }

  /// Closes the innermost one of a kind with all that is in it; one that never opened is passed over.
  mutating func close(_ token: HCLToken.Kind) {
    guard let kind = Self.kind(token), counts[kind.rawValue] > 0 else { return }
    while let last = stack.popLast() {
      counts[last.rawValue] -= 1
      if last == kind { return }
    }
  }

  /// Closes every string with all that is in it.
  mutating func closeQuotes() {
    while counts[Kind.quote.rawValue] > 0, let last = stack.popLast() { counts[last.rawValue] -= 1 }
  }

  private static func kind(_ token: HCLToken.Kind) -> Kind? {
    switch token {
    case .openBrace, .closeBrace: .brace
    case .openBracket, .closeBracket: .bracket
    case .openParenthesis, .closeParenthesis: .parenthesis
    case .openQuote, .closeQuote: .quote
    case .openHeredoc, .closeHeredoc, .brokenHeredoc: .heredoc
    case .interpolation, .directive, .sequenceEnd: .sequence
    default: nil
    }
  }
}
