package import KeylessAWS
package import KeylessCalls

/// Lists no instance profiles: this AWS has none, and Terraform asks before it deletes a role.
package struct ListInstanceProfilesForRoleAction: QueryAction {
  package static let name = "ListInstanceProfilesForRole"

  private let page: PageRequest
  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    page = try parameters.page()
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    _ = try target.role(call)
    return .structure(try page.cut([String]()) { $0 }.fields("InstanceProfiles") { .text($0) })
  }
}
