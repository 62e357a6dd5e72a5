package import KeylessAWS
package import KeylessCalls

/// Shows a user; without a name, the caller.
package struct GetUserAction: QueryAction {
  package static let name = "GetUser"

  private let target: UserTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.optionalName("UserName"))
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    .structure([.init("User", .user(try target.user(call), .whole))])
  }
}
