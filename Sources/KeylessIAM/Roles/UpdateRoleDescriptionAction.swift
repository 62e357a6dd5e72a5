package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Changes what a role says of itself, the older way.
package struct UpdateRoleDescriptionAction: QueryAction {
  package static let name = "UpdateRoleDescription"

  private let description: String?
  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    description = parameters.roleDescription(required: true)
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let role = try call.change(target) { role, _ throws(Refusal) in
      role.description = description
      return role
    }
    return .structure([.init("Role", .role(role, .made, call))])
  }
}
