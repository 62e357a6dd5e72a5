package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Adds tags to a user, or gives those it has other values.
package struct TagUserAction: QueryAction {
  package static let name = "TagUser"

  private let target: UserTarget
  private let tags: [ResourceTag]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.name("UserName"))
    tags = try parameters.tags(required: true)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    target.demands(Self.name, call, context: TagRules.context(tags))
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { user, _ throws(Refusal) in user.tags = try TagRules.merging(tags, into: user.tags) }
    return nil
  }
}
