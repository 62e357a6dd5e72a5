/// One constraint of AWS's service model, with the words AWS uses when it is broken.
package enum ParameterConstraint: Sendable {
  case minimumLength(Int)
  case maximumLength(Int)
  case minimumValue(Int)
  case maximumValue(Int)
  case pattern(ParameterPattern)
  case oneOf([String])
  /// Every member of a list satisfies all of these; broken ones are reported once, with the whole bracketed list.
  case members([ParameterConstraint])
  case notNull

  var text: String {
    switch self {
    case .minimumLength(let length): "Member must have length greater than or equal to \(length)"
    case .maximumLength(let length): "Member must have length less than or equal to \(length)"
    case .minimumValue(let value): "Member must have value greater than or equal to \(value)"
    case .maximumValue(let value): "Member must have value less than or equal to \(value)"
    case .pattern(let pattern): "Member must satisfy regular expression pattern: \(pattern.text)"
    case .oneOf: "Member must satisfy enum value set"
    case .members(let constraints):
      "Member must satisfy constraint: [\(constraints.map(\.text).joined(separator: ", "))]"
    case .notNull: "Member must not be null"
    }
  }

  /// Lengths count Unicode scalars.
  package func admits(_ text: String) -> Bool {
    switch self {
    // A scalar has one to four bytes, which settles all but the lengths near the limit without counting.
    case .minimumLength(let length): text.utf8.count / 4 >= length || text.unicodeScalars.count >= length
    case .maximumLength(let length): text.utf8.count <= length || text.unicodeScalars.count <= length
    case .pattern(let pattern): pattern.matches(text)
    case .oneOf(let values): values.contains { ASCII.equal($0, text) }
    case .minimumValue, .maximumValue, .members, .notNull: true
    }
  }

  func admits(_ number: Int) -> Bool {
    switch self {
    case .minimumValue(let value): number >= value
    case .maximumValue(let value): number <= value
    default: true
    }
  }

  /// The list as a whole: its length, and each of its members.
  func admits(_ list: [String]) -> Bool {
    switch self {
    case .minimumLength(let length): list.count >= length
    case .maximumLength(let length): list.count <= length
    case .members(let constraints): list.allSatisfy { member in constraints.allSatisfy { $0.admits(member) } }
    default: true
    }
  }
}
