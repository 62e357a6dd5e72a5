/// What facts of one pipeline must have to do with each other.
enum FactRule: Sendable {
  /// Exactly one of the facts is given; the text is what they tell apart.
  case oneOf([String], String)
  /// The facts are there only under the condition, which the text says.
  case only([String], when: FactCondition, String)
  case together(String, String)

  func check(_ sheet: FactSheet) throws(PlatformError) {
    switch self {
    case .together(let first, let second): try sheet.together(first, second)
    case .only(let facts, let condition, let rule):
      if condition.holds(in: sheet) { return }
      for fact in facts where sheet.has(fact) { throw sheet.contradiction(fact, rule) }
    case .oneOf(let facts, let rule):
      let given = facts.filter(sheet.has)
      if let second = given.dropFirst().first { throw sheet.contradiction(second, rule, help: "give only one of them") }
      if given.isEmpty {
        let names = facts.map { "`\($0)`" }.joined(separator: ", ")
        throw PlatformError(.missingFact, sheet.platform, facts.first ?? "", rule, help: "give one of \(names)")
      }
    }
  }
}
