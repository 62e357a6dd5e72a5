package import KeylessPolicy

extension Decision {
  /// Why a policy did not allow an action: one sentence that names the condition, the request's value and the policy's.
  package func reason(for action: String, policy: String = "the trust policy") -> String {
    if outcome == .deny, let deciding { return "\(action) is denied by \(deciding.name) of \(policy)" }
    if let condition = firstFailingCondition {
      let has = condition.actual.map { "is \(Self.list($0))" } ?? "is absent"
      let note = condition.note.map { "; \($0)" } ?? ""
      let verb = condition.test.comparison.isNegated ? "refuses" : "wants"
      return "\(condition.key) \(has), and \(condition.test) \(verb) \(Self.list(condition.expected))\(note)"
    }
    if let nearest, let element = nearest.elements.first(where: { !$0.matched }) {
      return "\(action): \(nearest.name) of \(policy) does not apply, \(element.name): \(element.reason)"
    }
    return "no statement of \(policy) allows \(action)"
  }

  private static func list(_ values: [String]) -> String {
    values.isEmpty ? "no value" : values.map { "`\($0)`" }.joined(separator: " or ")
  }
}
