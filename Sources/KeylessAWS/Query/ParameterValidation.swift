/// Collects every broken constraint of a request into the one message AWS sends.
package struct ParameterValidation: Sendable {
  private let echoesValues: Bool
  private var violations: [String] = []

  package init(_ service: QueryService) { echoesValues = service.echoesValues }

  /// The name is the parameter as AWS prints it, with a lower-case first letter.
  ///
  /// A sensitive value is never echoed.
  package mutating func check(
    _ value: String?,
    _ name: String,
    required: Bool = false,
    sensitive: Bool = false,
    _ constraints: [ParameterConstraint]
  ) {
    guard let value else { return requireIf(required, name) }
    for constraint in constraints where !constraint.admits(value) {
      report(constraint, name, echo: sensitive ? nil : value)
    }
  }

  package mutating func check(
    _ value: Int?,
    _ name: String,
    required: Bool = false,
    _ constraints: [ParameterConstraint]
  ) {
    guard let value else { return requireIf(required, name) }
    for constraint in constraints where !constraint.admits(value) { report(constraint, name, echo: String(value)) }
  }

  /// Constraints on the list itself, and on all its members through `.members`.
  package mutating func check(
    _ list: [String]?,
    _ name: String,
    required: Bool = false,
    _ constraints: [ParameterConstraint]
  ) {
    guard let list else { return requireIf(required, name) }
    for constraint in constraints where !constraint.admits(list) {
      report(constraint, name, echo: "[\(list.joined(separator: ", "))]")
    }
  }

  /// For lists of structures, of which only the number matters here.
  package mutating func check(count: Int, _ name: String, atMost limit: Int) {
    guard count > limit else { return }
    report(.maximumLength(limit), name, echo: nil)
  }

  /// The error for everything found so far; nil when the request is in order.
  package var error: QueryError? {
    guard !violations.isEmpty else { return nil }
    let noun = violations.count == 1 ? "validation error" : "validation errors"
    return .validation("\(violations.count) \(noun) detected: \(violations.joined(separator: "; "))")
  }

  package func finish() throws(QueryError) {
    if let error { throw error }
  }

  private mutating func requireIf(_ required: Bool, _ name: String) {
    if required { report(.notNull, name, echo: nil) }
  }

  private mutating func report(_ constraint: ParameterConstraint, _ name: String, echo: String?) {
    let value = echoesValues ? echo.map { " '\($0)'" } ?? "" : ""
    violations.append("Value\(value) at '\(name)' failed to satisfy constraint: \(constraint.text)")
  }
}
