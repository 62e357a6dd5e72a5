import KeylessPolicy
import KeylessSource

extension IntervalSet where Bound == ExactDecimal {
  /// The numbers that some value of the condition matches.
  static func matching(_ clause: ConditionClause) -> IntervalSet {
    guard case .number(let order) = clause.test.value.comparison.comparison else { return .none }
    return clause.values.reduce(.none) { set, value in
      guard case .number(let number) = value.value.operand else { return set }
      return set.union(.standing(order, number))
    }
  }
}

extension IntervalSet where Bound == PolicyDate {
  /// The moments that some value of the condition matches.
  static func matching(_ clause: ConditionClause) -> IntervalSet {
    guard case .date(let order) = clause.test.value.comparison.comparison else { return .none }
    return clause.values.reduce(.none) { set, value in
      guard case .date(let date) = value.value.operand else { return set }
      return set.union(.standing(order, date))
    }
  }
}

extension IntervalSet {
  /// What stands in this order to a value.
  fileprivate static func standing(_ order: ConditionOperator.Order, _ value: Bound) -> IntervalSet {
    switch order {
    case .equal: .value(value)
    case .less: .less(than: value)
    case .lessOrEqual: .atMost(value)
    case .greater: .greater(than: value)
    case .greaterOrEqual: .atLeast(value)
    }
  }
}

extension AddressSet {
  /// The addresses that some value of the condition matches.
  static func matching(_ clause: ConditionClause) -> AddressSet {
    clause.values.reduce(.none) { set, value in
      guard case .addresses(let range) = value.value.operand,
        let block = AddressSet(network: range.network, prefix: range.prefix)
      else { return set }
      return set.union(block)
    }
  }
}
