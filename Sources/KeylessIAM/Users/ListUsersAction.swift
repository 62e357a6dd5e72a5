package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the users below a path, in the order of their names.
package struct ListUsersAction: QueryAction {
  package static let name = "ListUsers"

  private let pathPrefix: String?
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    pathPrefix = parameters.pathPrefix()
    page = try parameters.page()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    [Demand("iam:ListUsers", on: call.iamARN("user\(pathPrefix ?? "/")"))]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let users = call.contents.allUsers.filter { ASCII.begins($0.path, with: pathPrefix ?? "/") }
    let page = try page.cut(users) { ASCII.lowercased($0.name) }
    return .structure(page.fields("Users") { .user($0, .listed) })
  }
}
