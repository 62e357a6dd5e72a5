package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the keys of a user, oldest first; without a name, the caller's.
package struct ListAccessKeysAction: QueryAction {
  package static let name = "ListAccessKeys"

  private let target: UserTarget
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.optionalName("UserName"))
    page = try parameters.page()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let user = try target.user(call)
    let page = try page.cut(inOrder: user.accessKeys)
    return .structure(page.fields("AccessKeyMetadata") { .structure($0.fields(of: user.name)) })
  }
}
