package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Takes the boundary away; where there is none this is no mistake (unverified).
package struct DeleteUserPermissionsBoundaryAction: QueryAction {
  package static let name = "DeleteUserPermissionsBoundary"

  private let target: UserTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.name("UserName", most: 64))
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call, boundary: .ofUser) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { user, _ in user.permissions.boundary = nil }
    return nil
  }
}
