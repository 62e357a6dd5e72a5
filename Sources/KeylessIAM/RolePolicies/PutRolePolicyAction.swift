package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Writes an inline policy into a role, or another one in its place.
package struct PutRolePolicyAction: QueryAction {
  package static let name = "PutRolePolicy"

  private let document: String
  private let policyName: String
  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    document = parameters.document()
    policyName = parameters.name("PolicyName")
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call, boundary: .ofRole)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    _ = try target.role(call)
    let policy = try call.identityPolicy(document, name: policyName)
    try call.change(target) { role, _ throws(Refusal) in
      role.permissions.put(policyName, policy)
      let limit = IAMQuota.rolePolicySize
      guard role.permissions.inlineLength <= limit else {
        throw Refusal(.limitExceeded("Maximum policy size of \(limit) bytes exceeded for role \(role.name)"))
      }
    }
    return nil
  }
}
