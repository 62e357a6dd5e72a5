package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Attaches a managed policy to a user; attaching it again changes nothing.
package struct AttachUserPolicyAction: QueryAction {
  package static let name = "AttachUserPolicy"

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
    try call.change(target) { user, contents throws(Refusal) in
      let policy = try call.attachablePolicy(policyARN, in: contents)
      user.permissions.attach(policy.arn)
      guard user.permissions.attached.count <= IAMQuota.attachedPolicies else {
        throw Refusal(.quotaExceeded("PoliciesPerUser", IAMQuota.attachedPolicies))
      }
    }
    return nil
  }
}
