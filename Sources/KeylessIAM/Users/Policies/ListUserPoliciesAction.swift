package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the names of a user's inline policies.
package struct ListUserPoliciesAction: QueryAction {
  package static let name = "ListUserPolicies"

  private let target: UserTarget
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.name("UserName"))
    page = try parameters.page()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let page = try page.cut(target.user(call).permissions.inline, key: \.name)
    return .structure(page.fields("PolicyNames") { .text($0.name) })
  }
}
