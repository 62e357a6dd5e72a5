package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Attaches a managed policy to a role; attaching it again changes nothing.
package struct AttachRolePolicyAction: QueryAction {
  package static let name = "AttachRolePolicy"

  private let holder: RoleHolder
  private let policyARN: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    holder = RoleHolder(name: parameters.name("RoleName", most: 64))
    policyARN = parameters.arn("PolicyArn")
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    holder.demands(Self.name, call, context: [("iam:PolicyARN", [policyARN])])
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change { contents throws(Refusal) in
      var role = try holder.role(in: contents, call)
      let policy = try call.attachablePolicy(policyARN, in: contents)
      role.permissions.attach(policy.arn)
      guard role.permissions.attached.count <= IAMQuota.attachedPolicies else {
        throw Refusal(.quotaExceeded("PoliciesPerRole", IAMQuota.attachedPolicies))
      }
      return ((), [.put(.role(role))])
    }
    return nil
  }
}
