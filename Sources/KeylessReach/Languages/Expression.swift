/// A regular expression, from which the grammars are written.
indirect enum Expression: Sendable {
  /// One byte; callers keep to ASCII, so that every language stays within valid UTF-8.
  case bytes([ClosedRange<UInt8>])
  case text(String)
  case language(Language)
  case sequence([Expression])
  case either([Expression])
  case anyNumber(Expression)

  static func oneOrMore(_ expression: Expression) -> Expression {
    .sequence([expression, .anyNumber(expression)])
  }

  static func optional(_ expression: Expression) -> Expression { .either([expression, .text("")]) }

  static func upTo(_ count: Int, _ expression: Expression) -> Expression {
    count == 0 ? .text("") : .optional(.sequence([expression, upTo(count - 1, expression)]))
  }

  static func exactly(_ count: Int, _ expression: Expression) -> Expression {
    .sequence(Array(repeating: expression, count: count))
  }

  /// Of a constant expression, which needs no budget.
  var language: Language {
    var meter = Unmetered()
    return build(&meter)
  }

  func build<M: Meter>(_ meter: inout M) throws(M.Failure) -> Language {
    var automaton = NondeterministicAutomaton()
    let end = automaton.add(self, from: automaton.start)
    return Language(minimising: try automaton.determinised(accepting: end, &meter))
  }
}
