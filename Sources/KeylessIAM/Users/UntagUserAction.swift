package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Takes tags off a user; a key that it does not have is no mistake.
package struct UntagUserAction: QueryAction {
  package static let name = "UntagUser"

  private let target: UserTarget
  private let keys: [String]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.name("UserName"))
    keys = try parameters.tagKeys()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    target.demands(Self.name, call, context: keys.isEmpty ? [] : [("aws:TagKeys", keys)])
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { user, _ throws(Refusal) in user.tags = TagRules.removing(keys, from: user.tags) }
    return nil
  }
}
