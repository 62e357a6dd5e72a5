package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Detaches a managed policy from a user.
package struct DetachUserPolicyAction: QueryAction {
  package static let name = "DetachUserPolicy"

  private let target: UserTarget
  private let policyARN: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.name("UserName", most: 64))
    policyARN = parameters.arn("PolicyArn")
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    target.demands(Self.name, call, context: [("iam:PolicyARN", [policyARN])], boundary: .ofUser)
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { user, _ throws(Refusal) in
      guard user.permissions.detach(policyARN) else { throw Refusal(.noSuchPolicy(policyARN)) }
    }
    return nil
  }
}
