package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Deletes a key; from then on nothing that it signs is believed.
package struct DeleteAccessKeyAction: QueryAction {
  package static let name = "DeleteAccessKey"

  private let target: UserTarget
  private let id: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.optionalName("UserName"))
    id = parameters.accessKeyID()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { user, _ throws(Refusal) in _ = user.accessKeys.remove(at: try user.place(ofKey: id)) }
    return nil
  }
}
