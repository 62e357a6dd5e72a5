package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Takes from a role what a managed policy allows it.
package struct DetachRolePolicyAction: QueryAction {
  package static let name = "DetachRolePolicy"

  private let policyARN: String
  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    policyARN = parameters.arn("PolicyArn")
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    [target.demand(Self.name, call, context: [("iam:PolicyARN", [policyARN])], boundary: .ofRole)]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { role, _ throws(Refusal) in
      guard role.permissions.detach(policyARN) else { throw Refusal(.noSuchPolicy(policyARN)) }
    }
    return nil
  }
}
