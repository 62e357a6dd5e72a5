package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Gives a role what a managed policy allows; attaching what is attached succeeds.
package struct AttachRolePolicyAction: QueryAction {
  package static let name = "AttachRolePolicy"

  private let policyARN: String
  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    policyARN = parameters.arn("PolicyArn")
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    [target.demand(Self.name, call, context: [("iam:PolicyARN", [policyARN])], boundary: .ofRole)]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { role, contents throws(Refusal) in
      let policy = try call.attachablePolicy(policyARN, in: contents)
      role.permissions.attach(policy.arn)
      guard role.permissions.attached.count <= IAMQuota.attachedPolicies else {
        throw Refusal(.quotaExceeded("PoliciesPerRole", IAMQuota.attachedPolicies))
      }
    }
    return nil
  }
}
