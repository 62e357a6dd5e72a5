package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Changes what a role says of itself and how long its sessions may last.
///
/// What is not sent is kept: so it was observed, against the documentation, by which the duration falls back to an hour.
package struct UpdateRoleAction: QueryAction {
  package static let name = "UpdateRole"

  private let description: String??
  private let duration: Int?
  private let target: RoleTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    let text = parameters.roleDescription()
    description = scope.string("Description") == nil ? nil : .some(text)
    duration = try parameters.sessionDuration()
    target = RoleTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { role, _ throws(Refusal) in
      if let description { role.description = description }
      if let duration { role.maxSessionDuration = duration }
    }
    return .structure([])
  }
}
