package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Changes whom a role trusts; sessions that exist go on.
package struct UpdateAssumeRolePolicyAction: QueryAction {
  package static let name = "UpdateAssumeRolePolicy"

  private let document: String
  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    document = parameters.document()
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    _ = try target.role(call)
    let trust = try call.trustPolicy(document, role: target.name)
    try call.change(target) { role, contents throws(Refusal) in
      role.trust = try call.kept(trust, in: contents)
    }
    return nil
  }
}
