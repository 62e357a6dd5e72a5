package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Deletes an inline policy of a user.
package struct DeleteUserPolicyAction: QueryAction {
  package static let name = "DeleteUserPolicy"

  private let target: UserTarget
  private let policyName: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.name("UserName"))
    policyName = parameters.name("PolicyName")
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call, boundary: .ofUser) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { user, _ throws(Refusal) in
      guard user.permissions.remove(inline: policyName) else { throw Refusal(.noSuchUserPolicy(policyName)) }
    }
    return nil
  }
}
