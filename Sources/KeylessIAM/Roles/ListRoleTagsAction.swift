package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the tags of a role in the order of their keys.
package struct ListRoleTagsAction: QueryAction {
  package static let name = "ListRoleTags"

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
    .structure(try page.tags(target.role(call).tags))
  }
}
