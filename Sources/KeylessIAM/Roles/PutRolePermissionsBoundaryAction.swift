package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Puts a boundary around what a role may do.
package struct PutRolePermissionsBoundaryAction: QueryAction {
  package static let name = "PutRolePermissionsBoundary"

  private let boundary: String
  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    boundary = parameters.arn("PermissionsBoundary")
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    [target.demand(Self.name, call, boundary: .given(boundary), naming: .arn)]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { role, contents throws(Refusal) in
      role.permissions.boundary = try call.boundaryPolicy(boundary, in: contents).arn
    }
    return nil
  }
}
