package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Adds tags to a role, or gives those it has other values.
package struct TagRoleAction: QueryAction {
  package static let name = "TagRole"

  private let target: RoleTarget
  private let tags: [ResourceTag]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = RoleTarget(&parameters)
    tags = try parameters.tags(required: true)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    [target.demand(Self.name, call, context: TagRules.context(tags), naming: .arn)]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { role, _ throws(Refusal) in role.tags = try TagRules.merging(tags, into: role.tags) }
    return nil
  }
}
