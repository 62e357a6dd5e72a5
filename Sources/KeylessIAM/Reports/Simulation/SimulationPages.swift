import KeylessAWS
import KeylessCalls

extension Simulation {
  /// Decides the actions of one page, each on every resource.
  func answer(_ input: SimulationInput, _ request: PageRequest, _ call: CallScope) throws(Refusal) -> WireValue {
    // Hostile input is bounded: a page ends early rather than decide more pairs than this.
    let most = max(1, SimulationInput.mostPairs / max(1, input.resources.count))
    let page = try request.cut(inOrder: input.actions, atMost: most)
    let missing = missingKeys
    if !partialPolicies.isEmpty {
      let names = partialPolicies.map { "`\($0)`" }.joined(separator: ", ")
      call.findings.add("the text of \(names) here is not all of AWS's: AWS may decide otherwise")
    }
    return .structure(
      page.fields("EvaluationResults") { action in
        let outcomes = input.resources.map { outcome(of: action, on: $0) }
        return SimulatedAction(action: action, outcomes: outcomes, missingKeys: missing).wireValue
      }
    )
  }
}
