extension Language {
  /// The texts in which an RE2 expression is found, as GitLab's rules use one: anywhere, unless it is anchored.
  ///
  /// Everything of RE2's syntax is read but `\C` and the Unicode classes (`\pL`). Case is ignored by the simple folding of
  /// Unicode for ASCII letters, and `k` and `s` have their two other forms; another letter with cases is not read then.
  /// Other flags are written as in RE2, before the source: `(?s)`. GitLab matches no blank text at all; no ref is blank.
  package static func expression(
    _ source: String,
    ignoresCase: Bool = false,
    budget: Budget = .refPattern
  ) throws(RefPatternError) -> Language {
    try found(RefExpressionParser.parse(source, ignoresCase: ignoresCase), budget)
  }

  static func found(_ expression: RefExpression, _ budget: Budget) throws(RefPatternError) -> Language {
    do throws(TooComplex) {
      var meter = Spending(budget)
      let automaton = try RefAutomaton(expression).determinised(&meter)
      let sinks: (left: Int?, right: Int?) = (Automaton.utf8Sink, automaton.sink)
      let product = try Product(.utf8, automaton, .intersection, sinks: sinks, &meter)
      return Language(minimising: product.automaton)
    } catch {
      throw .tooComplex(error)
    }
  }
}

extension Budget {
  /// What one ref pattern may cost; a usual one has some twenty states.
  package static let refPattern = Budget(states: 2_000, work: 200_000)
}
