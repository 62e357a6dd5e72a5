import KeylessAccounts
package import KeylessAWS
package import KeylessCalls

/// Says what calls would be told by policies that only the request knows.
package struct SimulateCustomPolicyAction: QueryAction {
  package static let name = "SimulateCustomPolicy"

  private let input: SimulationInput
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    page = try parameters.page()
    input = try SimulationInput(&parameters, requiresPolicies: true)
  }

  package func demands(_ call: CallScope) -> [Demand] { [Demand("iam:\(Self.name)")] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let caller = try input.caller(in: call.accounts.snapshot)
    guard input.resourcePolicy == nil || caller != nil else { throw Refusal(.callerIsMissing) }
    let simulation = Simulation(
      identity: input.policies,
      boundary: input.boundary,
      resource: input.resourcePolicy,
      organization: .none,
      principal: caller,
      owner: input.owner,
      context: input.context
    )
    return try simulation.answer(input, page, call)
  }
}
