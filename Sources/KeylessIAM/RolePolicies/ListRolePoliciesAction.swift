package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the names of a role's inline policies.
package struct ListRolePoliciesAction: QueryAction {
  package static let name = "ListRolePolicies"

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
    let names = try target.role(call).permissions.inline.map(\.name)
    return .structure(try page.cut(names) { $0 }.fields("PolicyNames") { .text($0) })
  }
}
