import KeylessHCL
import KeylessSource

/// What the operators of the language do with values.
enum TerraformOperator {
  static func apply(
    _ symbol: HCLOperation.Operator,
    _ left: TerraformValue,
    _ right: TerraformValue,
    at span: SourceSpan
  ) -> TerraformValue {
    switch symbol {
    case .equal, .unequal:
      if let error = left.firstError ?? right.firstError { return TerraformValue(.unknown(error), at: span) }
      guard let same = equal(left, right) else { return undecided(left, right, at: span) }
      return .bool(same == (symbol == .equal), at: span)
    case .and, .or: return logical(symbol, left, right, at: span)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return compare(symbol, left, right, at: span)
    case .add, .subtract, .multiply, .divide, .remainder: return calculate(symbol, left, right, at: span)
    }
  }

  private static func undecided(_ left: TerraformValue, _ right: TerraformValue, at span: SourceSpan) -> TerraformValue
  {
    if let unknown = left.firstUnknown ?? right.firstUnknown { return TerraformValue(.unknown(unknown), at: span) }
    return .unknown("whether the two are equal depends on what is not in the configuration", at: span)
  }

  /// `false && x` is false whatever x is; so is `true || x` true.
  private static func logical(
    _ symbol: HCLOperation.Operator,
    _ left: TerraformValue,
    _ right: TerraformValue,
    at span: SourceSpan
  ) -> TerraformValue {
    let decisive = symbol == .or
    if let error = left.firstError ?? right.firstError { return TerraformValue(.unknown(error), at: span) }
    if left.asBool == decisive || right.asBool == decisive { return .bool(decisive, at: span) }
    guard left.asBool != nil else { return left.problem(wanting: "a bool", at: span) }
    guard right.asBool != nil else { return right.problem(wanting: "a bool", at: span) }
    return .bool(!decisive, at: span)
  }

  private static func compare(
    _ symbol: HCLOperation.Operator,
    _ left: TerraformValue,
    _ right: TerraformValue,
    at span: SourceSpan
  ) -> TerraformValue {
    guard let a = left.asNumber else { return left.problem(wanting: "a number", at: span) }
    guard let b = right.asNumber else { return right.problem(wanting: "a number", at: span) }
    switch symbol {
    case .less: return .bool(a < b, at: span)
    case .lessOrEqual: return .bool(a <= b, at: span)
    case .greater: return .bool(a > b, at: span)
    default: return .bool(a >= b, at: span)
    }
  }

  private static func calculate(
    _ symbol: HCLOperation.Operator,
    _ left: TerraformValue,
    _ right: TerraformValue,
    at span: SourceSpan
  ) -> TerraformValue {
    guard let a = left.asNumber else { return left.problem(wanting: "a number", at: span) }
    guard let b = right.asNumber else { return right.problem(wanting: "a number", at: span) }
    let isDivision = symbol == .divide || symbol == .remainder
    if isDivision, b == TerraformNumber(0) { return .unknown("a division by zero", at: span) }
    let result: TerraformNumber? =
      switch symbol {
      case .add: a.adding(b)
      case .subtract: a.adding(b.negated)
      case .multiply: a.multiplied(by: b)
      case .divide: a.divided(by: b)
      default: a.remainder(by: b)
      }
    guard let result else { return .unknown("the result has more digits than are kept", at: span) }
    return TerraformValue(.number(result), at: span)
  }

  /// Whether two values are equal; nil when that depends on what is not known.
  static func equal(_ left: TerraformValue, _ right: TerraformValue) -> Bool? {
    switch (left.content, right.content) {
    case (.unknown, _), (_, .unknown): return nil
    case (.null, .null): return true
    case (.bool(let a), .bool(let b)): return a == b
    case (.number(let a), .number(let b)): return a == b
    case (.text(let a), .text(let b)): return a.equals(b)
    case (.list(let a, let kind), .list(let b, let other)):
      guard a.count == b.count else { return a.isEmpty || b.isEmpty || kind != .set ? false : nil }
      let same = all(zip(a, b).map { equal($0, $1) })
      // Sets of anything but texts or numbers are in no order here.
      if kind == .set, other == .set, same == false, !TerraformSets.areOrdered(a + b) { return nil }
      // A list never equals a tuple, but what a value's type is can be a matter of how it came here.
      return same == true && kind != other ? nil : same
    case (.object(let a), .object(let b)):
      guard a.rest == nil, b.rest == nil else { return nil }
      guard a.members.count == b.members.count else { return false }
      // The same name may be written with a symbol in one of them and without in the other.
      let otherwise: Bool? = a.hasSymbolicNames || b.hasSymbolicNames ? nil : false
      let same = all(a.members.map { member in b[member.name].map { equal(member.value, $0.value) } ?? otherwise })
      return same == true && a.isMap != b.isMap ? nil : same
    default: return false
    }
  }

  private static func all(_ answers: [Bool?]) -> Bool? {
    if answers.contains(false) { return false }
    return answers.contains(nil) ? nil : true
  }
}
