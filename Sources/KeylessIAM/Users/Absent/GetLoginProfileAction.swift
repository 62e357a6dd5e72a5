import KeylessAccounts
package import KeylessAWS
package import KeylessCalls

/// No user of this AWS has a password.
package struct GetLoginProfileAction: QueryAction {
  package static let name = "GetLoginProfile"

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

extension QueryError {
  static func noLoginProfile(_ name: String) -> QueryError {
    .noSuchEntity("Login Profile for User \(name) cannot be found.")
  }
}
