/// A question about a pipeline's facts, as a value, so that rules stay data.
indirect enum FactCondition: Hashable, Sendable {
  case always
  case has(String)
  case lacks(String)
  case `is`(String, FactValue)
  case begins(String, String)
  case not(FactCondition)
  case all([FactCondition])

  func holds(in sheet: FactSheet) -> Bool {
    switch self {
    case .always: true
    case .has(let fact): sheet.has(fact)
    case .lacks(let fact): !sheet.has(fact)
    case .is(let fact, let value): sheet.facts[fact] == value
    case .begins(let fact, let prefix): sheet.text(fact)?.utf8.starts(with: prefix.utf8) ?? false
    case .not(let condition): !condition.holds(in: sheet)
    case .all(let conditions): conditions.allSatisfy { $0.holds(in: sheet) }
    }
  }

  /// The facts that it fixes.
  var fixed: [String: FactValue] {
    switch self {
    case .is(let fact, let value): [fact: value]
    case .all(let conditions): conditions.reduce(into: [:]) { $0.merge($1.fixed) { $1 } }
    default: [:]
    }
  }

  /// The facts that it forbids.
  var absent: [String] {
    switch self {
    case .lacks(let fact): [fact]
    case .all(let conditions): conditions.flatMap(\.absent)
    default: []
    }
  }
}
