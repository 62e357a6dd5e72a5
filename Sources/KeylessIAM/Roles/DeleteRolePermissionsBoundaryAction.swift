package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Takes the boundary from a role, which may make it mightier; deleting one that is not there is no mistake (unverified).
package struct DeleteRolePermissionsBoundaryAction: QueryAction {
  package static let name = "DeleteRolePermissionsBoundary"

  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    [target.demand(Self.name, call, boundary: .ofRole, naming: .arn)]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { role, _ throws(Refusal) in role.permissions.boundary = nil }
    return nil
  }
}
