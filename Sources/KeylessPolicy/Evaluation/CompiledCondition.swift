import KeylessSource

/// One condition made ready to be decided many times.
struct CompiledCondition: Sendable {
  let clause: ConditionClause
  let key: ConditionKey
  let operands: Operands
  let qualifier: ConditionQualifier
  let isNegated: Bool

  /// The policy values in the form their comparison wants.
  enum Operands: Sendable {
    case texts([TextMatcher])
    case numbers([ExactDecimal], ConditionOperator.Order)
    case dates([PolicyDate], ConditionOperator.Order)
    case bools([Bool], [PolicyText])
    case binaries([[UInt8]])
    case addresses([AddressRange])
    case absence([Bool])
  }

  init(_ clause: ConditionClause) {
    self.clause = clause
    key = clause.key.value
    operands = Operands(clause)
    qualifier = clause.test.value.qualifier
    isNegated = clause.test.value.comparison.isNegated
  }

  /// What a missing key, an empty list and several values mean (IAM User Guide, condition operators and multivalued keys).
  ///
  /// AWS does not say what an empty list means where no set operator stands. Ours: it is a key that is there without a
  /// value, so positive operators fail and negated ones hold, with or without `IfExists`, and to `Null` it is absent.
  func evaluate(_ context: RequestContext) -> Bool {
    let index = context.index(of: key)
    let count = index.map { context.entries[$0].values.count } ?? 0
    if case .absence(let wanted) = operands { return wanted.contains(count == 0) }
    guard let index else { return whenAbsent }
    switch qualifier {
    case .plain, .ifExists:
      // Several values without a set operator: false for both polarities (observed).
      guard count <= 1 else { return false }
      guard let value = context.entries[index].values.first else { return isNegated }
      return compare(value, context)
    case .forAllValues, .forAllValuesIfExists:
      return context.entries[index].values.allSatisfy { compare($0, context) }
    case .forAnyValue, .forAnyValueIfExists:
      return context.entries[index].values.contains { compare($0, context) }
    }
  }

  private var whenAbsent: Bool {
    switch qualifier {
    case .plain: isNegated
    case .ifExists, .forAllValues, .forAllValuesIfExists: true
    // Disputed with `IfExists`: the documentation says true, practice says false.
    case .forAnyValue, .forAnyValueIfExists: false
    }
  }

  /// One request value against the policy's: some match for a positive operator, no match for a negated one.
  private func compare(_ value: [UInt8], _ context: RequestContext) -> Bool {
    operands.someMatch(value, context) != isNegated
  }
}

extension CompiledCondition.Operands {
  init(_ clause: ConditionClause) {
    let operands = clause.values.map(\.value.operand)
    func texts(_ mode: TextMatcher.Mode) -> Self {
      .texts(operands.compactMap { if case .text(let text) = $0 { TextMatcher(text, mode) } else { nil } })
    }
    switch clause.test.value.comparison.comparison {
    case .text: self = texts(.exact)
    case .textIgnoringCase: self = texts(.exactIgnoringCase)
    case .wildcards: self = texts(.wildcards)
    case .arn: self = texts(.arn)
    case .number(let order):
      self = .numbers(operands.compactMap { if case .number(let number) = $0 { number } else { nil } }, order)
    case .date(let order):
      self = .dates(operands.compactMap { if case .date(let date) = $0 { date } else { nil } }, order)
    case .bool:
      self = .bools(
        operands.compactMap { if case .bool(let bool) = $0 { bool } else { nil } },
        operands.compactMap { if case .boolText(let text) = $0 { text } else { nil } }
      )
    case .binary: self = .binaries(operands.compactMap { if case .bytes(let bytes) = $0 { bytes } else { nil } })
    case .address:
      self = .addresses(operands.compactMap { if case .addresses(let range) = $0 { range } else { nil } })
    case .null: self = .absence(operands.compactMap { if case .absent(let absent) = $0 { absent } else { nil } })
    }
  }

  /// Whether some policy value matches.
  ///
  /// A request value the operator cannot read matches none. A policy value with a variable that has no value is null and
  /// matches nothing, so that a positive operator fails on it and a negated one holds; the other values of the list
  /// still count (AWS, "IAM policy elements: Variables and tags", on variables with no value).
  func someMatch(_ value: [UInt8], _ context: RequestContext) -> Bool {
    switch self {
    case .texts(let matchers):
      return matchers.contains { $0.matches(value, context) }
    case .numbers(let numbers, let order):
      guard let number = ExactDecimal(value) else { return false }
      return numbers.contains { order.holds(number, $0) }
    case .dates(let dates, let order):
      guard let date = PolicyDate(value) else { return false }
      return dates.contains { order.holds(date, $0) }
    case .bools(let bools, let texts):
      guard let bool = PolicyBool.read(value) else { return false }
      return bools.contains(bool)
        || texts.contains { ResolvedText($0, context).flatMap { PolicyBool.read($0.literal) } == bool }
    case .binaries(let binaries):
      guard let bytes = Base64Bytes.decode(value) else { return false }
      return binaries.contains(bytes)
    case .addresses(let ranges):
      guard let address = AddressRange(value), address.isSingleAddress else { return false }
      return ranges.contains { $0.contains(address) }
    case .absence:
      return false
    }
  }
}
