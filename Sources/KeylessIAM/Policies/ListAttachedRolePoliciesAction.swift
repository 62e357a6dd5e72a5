package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the managed policies of a role.
package struct ListAttachedRolePoliciesAction: QueryAction {
  package static let name = "ListAttachedRolePolicies"

  private let page: PageRequest
  private let pathPrefix: String?
  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    page = try parameters.page()
    pathPrefix = parameters.pathPrefix(.policyPath)
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let role = try target.role(call)
    return .structure(try page.attachedPolicies(role.permissions, below: pathPrefix))
  }
}
