package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Puts a boundary around what a user may do.
package struct PutUserPermissionsBoundaryAction: QueryAction {
  package static let name = "PutUserPermissionsBoundary"

  private let target: UserTarget
  private let boundary: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.name("UserName", most: 64))
    boundary = parameters.arn("PermissionsBoundary")
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    target.demands(Self.name, call, boundary: .given(boundary))
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { user, contents throws(Refusal) in
      user.permissions.boundary = try call.boundaryPolicy(boundary, in: contents).arn
    }
    return nil
  }
}
