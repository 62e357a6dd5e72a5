import KeylessPolicy

/// The exact evaluator's word on the examples of a comparison; the two engines check each other on every run.
struct IntentReplay {
  /// All of them have to let a pipeline in.
  let policies: [CompiledPolicy]
  let provider: String

  func check(_ example: (form: Form, point: Point), isAllowed: Bool) throws {
    let context = example.form.context(of: example.point)
    let request = TrustReach.request(provider, context)
    let allowed = policies.allSatisfy { $0.decide(request) == .allow }
    guard allowed != isAllowed else { return }
    let keys = context.all.map { "\($0.key)=\($0.values.joined(separator: ","))" }.joined(separator: " ")
    let text =
      "the comparison says \(isAllowed ? "allowed" : "refused") and the evaluator \(allowed ? "allowed" : "refused"): \(keys)"
    assertionFailure(text)
    throw Witness.Disagreement(description: text)
  }
}
