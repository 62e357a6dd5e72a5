package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the roles below a path, in the order of their names.
package struct ListRolesAction: QueryAction {
  package static let name = "ListRoles"

  private let page: PageRequest
  private let pathPrefix: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    page = try parameters.page()
    pathPrefix = parameters.pathPrefix() ?? "/"
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    [Demand("iam:ListRoles", on: call.iamARN("role\(pathPrefix)"))]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let roles = call.contents.allRoles.filter { ASCII.begins($0.path, with: pathPrefix) }
    let page = try page.cut(roles) { ASCII.lowercased($0.name) }
    return .structure(page.fields("Roles") { .role($0, .listed, call) })
  }
}
