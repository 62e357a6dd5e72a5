package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Writes an inline policy of a user, or puts it in the place of the one with its name.
package struct PutUserPolicyAction: QueryAction {
  package static let name = "PutUserPolicy"

  private let target: UserTarget
  private let policyName: String
  private let document: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.name("UserName"))
    policyName = parameters.name("PolicyName")
    document = parameters.document()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call, boundary: .ofUser) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let policy = try call.identityPolicy(document, name: "policy \(policyName)")
    try call.change(target) { user, _ throws(Refusal) in
      user.permissions.put(policyName, policy)
      guard user.permissions.inlineLength <= IAMQuota.userPolicySize else {
        throw Refusal(.inlinePoliciesTooLarge(of: user.name))
      }
    }
    return nil
  }
}

extension QueryError {
  /// The text is ours (unverified).
  fileprivate static func inlinePoliciesTooLarge(of name: String) -> QueryError {
    .limitExceeded("Maximum policy size of \(IAMQuota.userPolicySize) bytes exceeded for user \(name)")
  }

  static func noSuchUserPolicy(_ name: String) -> QueryError {
    .noSuchEntity("The user policy with name \(name) cannot be found.")
  }
}
