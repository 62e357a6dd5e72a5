package import KeylessAWS
package import KeylessCalls
import KeylessPolicy

/// Names the condition keys that policies ask for, so that a simulation can be told them.
package struct GetContextKeysForCustomPolicyAction: QueryAction {
  package static let name = "GetContextKeysForCustomPolicy"

  private let policies: [SimulatedPolicy]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    policies = try SimulationInput.identityPolicies(&parameters, required: true)
  }

  package func demands(_ call: CallScope) -> [Demand] { [Demand("iam:\(Self.name)")] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? { .contextKeys(of: policies) }
}

extension WireValue {
  static func contextKeys(of policies: [SimulatedPolicy]) -> WireValue {
    let simulation = Simulation(identity: policies, organization: .none, context: RequestContext())
    return .structure([.init("ContextKeyNames", .list(simulation.contextKeys.map(WireValue.text)))])
  }
}
