package import KeylessAWS
package import KeylessCalls

/// This AWS has no groups; the calls that would make one are refused by name.
package struct ListGroupsAction: QueryAction {
  package static let name = "ListGroups"

  private let pathPrefix: String?
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    pathPrefix = parameters.pathPrefix()
    page = try parameters.page()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    [Demand("iam:ListGroups", on: call.iamARN("group\(pathPrefix ?? "/")"))]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    .structure(try page.cut(inOrder: [WireValue]()).fields("Groups") { $0 })
  }
}
