package import KeylessAWS
package import KeylessCalls

/// A list of things that users of this AWS never have, so that it is always empty; tools ask before they delete a user.
package protocol EmptyUserList: QueryAction {
  /// The list in the answer.
  static var list: String { get }
  /// Whether the call may leave out the name of the user.
  static var nameIsRequired: Bool { get }

  init(_ request: EmptyListRequest)
  var request: EmptyListRequest { get }
}

/// The parameters that all these lists have.
package struct EmptyListRequest: Sendable {
  let target: UserTarget
  let page: PageRequest
}

extension EmptyUserList {
  package static var nameIsRequired: Bool { false }

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    let name = Self.nameIsRequired ? parameters.name("UserName") : parameters.optionalName("UserName")
    let page = try parameters.page()
    try parameters.finish()
    self.init(EmptyListRequest(target: UserTarget(name: name), page: page))
  }

  package func demands(_ call: CallScope) -> [Demand] { request.target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    _ = try request.target.user(call)
    return .structure(try request.page.cut(inOrder: [WireValue]()).fields(Self.list) { $0 })
  }
}
