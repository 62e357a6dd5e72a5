package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Shows an inline policy of a user.
package struct GetUserPolicyAction: QueryAction {
  package static let name = "GetUserPolicy"

  private let target: UserTarget
  private let policyName: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.name("UserName"))
    policyName = parameters.name("PolicyName")
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let user = try target.user(call)
    guard let inline = user.permissions.inline(named: policyName) else { throw Refusal(.noSuchUserPolicy(policyName)) }
    return .structure([
      .init("UserName", .text(user.name)), .init("PolicyName", .text(inline.name)),
      .init("PolicyDocument", .document(inline.policy)),
    ])
  }
}
