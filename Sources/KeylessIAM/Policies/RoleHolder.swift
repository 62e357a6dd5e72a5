import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// The role that managed policies are attached to.
struct RoleHolder: Sendable {
  let name: String

  func role(in contents: Contents, _ call: CallScope) throws(Refusal) -> Role {
    guard let role = contents[call.account].role(named: name) else { throw Refusal(.noSuchRole(name)) }
    return role
  }

  /// What the call must be allowed on this role; a role that is not there has no path.
  func demands(
    _ action: String,
    _ call: CallScope,
    context: [(key: String, values: [String])] = []
  ) -> [Demand] {
    let role = call.contents.role(named: name)
    var context = context + TagRules.context(ofResource: role?.tags ?? [])
    if let boundary = role?.permissions.boundary { context.append(("iam:PermissionsBoundary", [boundary])) }
    return [Demand("iam:\(action)", on: role?.arn ?? call.iamARN("role/\(name)"), context: context)]
  }
}
