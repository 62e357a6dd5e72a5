package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Shows an inline policy of a role.
package struct GetRolePolicyAction: QueryAction {
  package static let name = "GetRolePolicy"

  private let policyName: String
  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    policyName = parameters.name("PolicyName")
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let role = try target.role(call)
    guard let policy = role.permissions.inline(named: policyName) else {
      throw Refusal(.noSuchRolePolicy(policyName))
    }
    return .structure([
      .init("RoleName", .text(role.name)), .init("PolicyName", .text(policy.name)),
      .init("PolicyDocument", .document(policy.policy)),
    ])
  }
}

extension QueryError {
  static func noSuchRolePolicy(_ name: String) -> QueryError {
    .noSuchEntity("The role policy with name \(name) cannot be found.")
  }
}
