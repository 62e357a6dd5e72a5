package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Shows a managed policy without its document.
package struct GetPolicyAction: QueryAction {
  package static let name = "GetPolicy"

  private let target: PolicyTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = PolicyTarget(arn: parameters.arn("PolicyArn"))
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let policy = try target.policy(call)
    return .structure([.init("Policy", .policy(policy, .whole, PolicyCounts(in: call.contents)))])
  }
}
