package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Takes tags from a role; a key that is not there is no mistake.
package struct UntagRoleAction: QueryAction {
  package static let name = "UntagRole"

  private let target: RoleTarget
  private let keys: [String]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = RoleTarget(&parameters)
    keys = try parameters.tagKeys()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    [target.demand(Self.name, call, context: TagRules.context(keys: keys))]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { role, _ throws(Refusal) in role.tags = TagRules.removing(keys, from: role.tags) }
    return nil
  }
}
