package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Detaches a managed policy from a role.
package struct DetachRolePolicyAction: QueryAction {
  package static let name = "DetachRolePolicy"

  private let holder: RoleHolder
  private let policyARN: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    holder = RoleHolder(name: parameters.name("RoleName", most: 64))
    policyARN = parameters.arn("PolicyArn")
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    holder.demands(Self.name, call, context: [("iam:PolicyARN", [policyARN])])
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change { contents throws(Refusal) in
      var role = try holder.role(in: contents, call)
      guard role.permissions.detach(policyARN) else { throw Refusal(.noSuchPolicy(policyARN)) }
      return ((), [.put(.role(role))])
    }
    return nil
  }
}
