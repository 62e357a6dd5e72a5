package import KeylessAWS
package import KeylessCalls

/// Shows one role with everything but its permissions.
package struct GetRoleAction: QueryAction {
  package static let name = "GetRole"

  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    .structure([.init("Role", .role(try target.role(call), .whole, call))])
  }
}
