package import KeylessAWS
import KeylessAccounts
package import KeylessCalls
import KeylessPolicy

/// Says what calls of a user or a role would be told, by the policies it has and those that the request adds.
package struct SimulatePrincipalPolicyAction: QueryAction {
  package static let name = "SimulatePrincipalPolicy"

  private let sourceARN: String
  private let input: SimulationInput
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    sourceARN = parameters.arn("PolicySourceArn")
    page = try parameters.page()
    input = try SimulationInput(&parameters, requiresPolicies: false)
  }

  package func demands(_ call: CallScope) -> [Demand] { [Demand("iam:\(Self.name)", on: sourceARN)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let contents = call.accounts.snapshot
    let source = try PolicySource(sourceARN, in: contents, call)
    let caller = try input.caller(in: contents)
    // A resource policy names its callers, and only users can be simulated as such.
    guard input.resourcePolicy == nil || source.isUser || caller != nil else { throw Refusal(.callerIsNoUser) }
    let simulation = Simulation(
      identity: source.identity(account: call.account, in: contents) + input.policies,
      boundary: input.boundary ?? source.boundary(account: call.account, in: contents),
      resource: input.resourcePolicy,
      organization: call.organization,
      principal: caller ?? source.principal,
      owner: input.owner,
      context: input.context
    )
    return try simulation.answer(input, page, call)
  }
}
