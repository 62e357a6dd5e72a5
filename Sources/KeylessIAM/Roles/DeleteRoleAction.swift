package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Deletes a role that has no policies left; its sessions die with it.
package struct DeleteRoleAction: QueryAction {
  package static let name = "DeleteRole"

  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change { contents throws(Refusal) in
      let role = try target.role(in: contents, call)
      guard role.permissions.attached.isEmpty else { throw Refusal(.mustDetachFirst) }
      guard role.permissions.inline.isEmpty else { throw Refusal(.mustDeletePoliciesFirst) }
      return ((), [.remove(.role(named: role.name, account: role.account))])
    }
    return nil
  }
}
