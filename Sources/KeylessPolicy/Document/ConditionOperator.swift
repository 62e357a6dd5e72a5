/// The comparisons of the policy language, without their qualifiers.
package enum ConditionOperator: String, CaseIterable, Sendable {
  case stringEquals = "StringEquals"
  case stringNotEquals = "StringNotEquals"
  case stringEqualsIgnoreCase = "StringEqualsIgnoreCase"
  case stringNotEqualsIgnoreCase = "StringNotEqualsIgnoreCase"
  case stringLike = "StringLike"
  case stringNotLike = "StringNotLike"
  case numericEquals = "NumericEquals"
  case numericNotEquals = "NumericNotEquals"
  case numericLessThan = "NumericLessThan"
  case numericLessThanEquals = "NumericLessThanEquals"
  case numericGreaterThan = "NumericGreaterThan"
  case numericGreaterThanEquals = "NumericGreaterThanEquals"
  case dateEquals = "DateEquals"
  case dateNotEquals = "DateNotEquals"
  case dateLessThan = "DateLessThan"
  case dateLessThanEquals = "DateLessThanEquals"
  case dateGreaterThan = "DateGreaterThan"
  case dateGreaterThanEquals = "DateGreaterThanEquals"
  case bool = "Bool"
  case binaryEquals = "BinaryEquals"
  case ipAddress = "IpAddress"
  case notIPAddress = "NotIpAddress"
  case arnEquals = "ArnEquals"
  case arnLike = "ArnLike"
  case arnNotEquals = "ArnNotEquals"
  case arnNotLike = "ArnNotLike"
  case null = "Null"

  /// A negated operator holds when *no* policy value matches, and therefore when the key is missing (section 2.2).
  package var isNegated: Bool {
    switch self {
    case .stringNotEquals, .stringNotEqualsIgnoreCase, .stringNotLike, .numericNotEquals, .dateNotEquals, .notIPAddress,
      .arnNotEquals, .arnNotLike:
      true
    case .stringEquals, .stringEqualsIgnoreCase, .stringLike, .numericEquals, .numericLessThan, .numericLessThanEquals,
      .numericGreaterThan, .numericGreaterThanEquals, .dateEquals, .dateLessThan, .dateLessThanEquals, .dateGreaterThan,
      .dateGreaterThanEquals, .bool, .binaryEquals, .ipAddress, .arnEquals, .arnLike, .null:
      false
    }
  }

  /// How a policy value and a request value are compared, negation aside.
  package var comparison: Comparison {
    switch self {
    case .stringEquals, .stringNotEquals: .text
    case .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase: .textIgnoringCase
    case .stringLike, .stringNotLike: .wildcards
    case .numericEquals, .numericNotEquals: .number(.equal)
    case .numericLessThan: .number(.less)
    case .numericLessThanEquals: .number(.lessOrEqual)
    case .numericGreaterThan: .number(.greater)
    case .numericGreaterThanEquals: .number(.greaterOrEqual)
    case .dateEquals, .dateNotEquals: .date(.equal)
    case .dateLessThan: .date(.less)
    case .dateLessThanEquals: .date(.lessOrEqual)
    case .dateGreaterThan: .date(.greater)
    case .dateGreaterThanEquals: .date(.greaterOrEqual)
    case .bool: .bool
    case .binaryEquals: .binary
    case .ipAddress, .notIPAddress: .address
    case .arnEquals, .arnLike, .arnNotEquals, .arnNotLike: .arn
    case .null: .null
    }
  }

  package enum Comparison: Hashable, Sendable {
    case text, textIgnoringCase, wildcards, number(Order), date(Order), bool, binary, address, arn, null
  }

  /// The request value stands in this order to the policy value.
  package enum Order: Hashable, Sendable {
    case equal, less, lessOrEqual, greater, greaterOrEqual

    package func holds<Value: Comparable>(_ request: Value, _ policy: Value) -> Bool {
      switch self {
      case .equal: request == policy
      case .less: request < policy
      case .lessOrEqual: request <= policy
      case .greater: request > policy
      case .greaterOrEqual: request >= policy
      }
    }
  }
}
