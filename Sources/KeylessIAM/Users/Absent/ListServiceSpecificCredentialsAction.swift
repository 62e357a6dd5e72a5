package import KeylessAWS
package import KeylessCalls

/// No user of this AWS has credentials for a single service.
package struct ListServiceSpecificCredentialsAction: QueryAction {
  package static let name = "ListServiceSpecificCredentials"

  private let target: UserTarget
  private let isOfAll: Bool
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.optionalName("UserName", most: 64))
    isOfAll = try parameters.boolean("AllUsers") ?? false
    page = try parameters.page()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    isOfAll ? [Demand("iam:\(Self.name)", on: call.iamARN("user/*"))] : target.demands(Self.name, call)
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    if !isOfAll { _ = try target.user(call) }
    return .structure(try page.cut(inOrder: [WireValue]()).fields("ServiceSpecificCredentials") { $0 })
  }
}
