package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Deletes an inline policy of a role.
package struct DeleteRolePolicyAction: QueryAction {
  package static let name = "DeleteRolePolicy"

  private let policyName: String
  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    policyName = parameters.name("PolicyName")
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call, boundary: .ofRole)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { role, _ throws(Refusal) in
      guard role.permissions.remove(inline: policyName) else { throw Refusal(.noSuchRolePolicy(policyName)) }
    }
    return nil
  }
}
