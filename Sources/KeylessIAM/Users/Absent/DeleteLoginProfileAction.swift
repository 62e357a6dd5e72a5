import KeylessAccounts
package import KeylessAWS
package import KeylessCalls

/// No user of this AWS has a password that could be taken away.
package struct DeleteLoginProfileAction: QueryAction {
  package static let name = "DeleteLoginProfile"

  private let target: UserTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.optionalName("UserName", most: 64))
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    throw Refusal(.noLoginProfile(try target.user(call).name))
  }
}
