package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Deletes a user that has neither keys nor policies any more.
package struct DeleteUserAction: QueryAction {
  package static let name = "DeleteUser"

  private let target: UserTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.name("UserName"))
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change { contents throws(Refusal) in
      let user = try target.user(in: contents, call)
      guard user.accessKeys.isEmpty else { throw Refusal(.mustDeleteKeysFirst) }
      guard user.permissions.attached.isEmpty else { throw Refusal(.mustDetachFirst) }
      guard user.permissions.inline.isEmpty else { throw Refusal(.mustDeletePoliciesFirst) }
      return ((), [.remove(Entity.user(user).id)])
    }
    return nil
  }
}

extension QueryError {
  /// Formed like the texts of the other conflicts (unverified).
  fileprivate static let mustDeleteKeysFirst = QueryError.deleteConflict(
    "Cannot delete entity, must delete access keys first."
  )
}
