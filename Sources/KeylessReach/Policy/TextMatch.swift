import KeylessPolicy
import KeylessSource

/// The texts that some value of a condition matches, negation aside.
struct TextMatch {
  private let clause: ConditionClause
  private let domain: Language
  private let variables: (PolicyVariable) -> ValueLanguage.VariableValue
  private let work: Work

  init(
    _ clause: ConditionClause,
    _ domain: Language,
    _ variables: @escaping (PolicyVariable) -> ValueLanguage.VariableValue,
    _ work: Work
  ) {
    self.clause = clause
    self.domain = domain
    self.variables = variables
    self.work = work
  }

  /// Nil when it cannot be said, as for a number among texts of every kind.
  func language() throws(TooComplex) -> Language? {
    let comparison = clause.test.value.comparison.comparison
    var texts: [PolicyText] = []
    var all: [Language] = []
    for value in clause.values {
      if case .text(let text) = value.value.operand {
        texts.append(text)
      } else if let one = try language(of: value.value) {
        all.append(one)
      } else {
        return nil
      }
    }
    if !texts.isEmpty {
      guard let spelled = try ValueLanguage.language(anyOf: texts, comparison, variables, work) else { return nil }
      all.append(spelled)
    }
    return try work.union(all)
  }

  private func language(of value: ConditionValue) throws(TooComplex) -> Language? {
    let comparison = clause.test.value.comparison.comparison
    switch value.operand {
    case .text(let text): return try ValueLanguage.language(text, comparison, variables, work)
    case .bool(let bool): return .textIgnoringCase(Array((bool ? "true" : "false").utf8))
    case .boolText(let text): return try bool(text)
    case .bytes(let bytes): return .text(Base64Text.encode(bytes))
    case .number(let number):
      guard case .number(let order) = comparison else { return nil }
      return numbers(order, number, value.text)
    case .date(let date):
      guard case .date(let order) = comparison else { return nil }
      return finite { text in PolicyDate(text).map { order.holds($0, date) } ?? false }
    case .addresses(let range):
      return finite { text in AddressRange(text).map { $0.isSingleAddress && range.contains($0) } ?? false }
    case .absent: return nil
    }
  }

  private func bool(_ text: PolicyText) throws(TooComplex) -> Language? {
    guard let exact = try ValueLanguage.language(text, .text, variables, work) else { return nil }
    let words = [true, false].map { Language.textIgnoringCase(Array("\($0)".utf8)) }
    // The variable's text is `true` or `false` in some spelling, and then matches every spelling of it.
    var out = Language.none
    for word in words where !word.isDisjoint(with: exact) { out = try work.combine(out, word, .either) }
    return out
  }

  /// A number among ids is a language; among a few texts each can be asked.
  private func numbers(_ order: ConditionOperator.Order, _ number: ExactDecimal, _ written: String) -> Language? {
    if let out = finite({ text in ExactDecimal(text).map { order.holds($0, number) } ?? false }) { return out }
    guard let all = DecimalLanguage.texts(.greaterOrEqual, [48]), domain.isSubset(of: all) else { return nil }
    return DecimalLanguage.texts(DecimalLanguage.Comparison(order), Array(written.utf8))
  }

  private func finite(_ holds: ([UInt8]) -> Bool) -> Language? {
    domain.members(atMost: 64).map { .texts($0.filter(holds)) }
  }
}

extension DecimalLanguage.Comparison {
  init(_ order: ConditionOperator.Order) {
    switch order {
    case .equal: self = .equal
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    }
  }
}
