package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Adds tags to a managed policy, or gives those it has other values.
package struct TagPolicyAction: QueryAction {
  package static let name = "TagPolicy"

  private let target: PolicyTarget
  private let tags: [ResourceTag]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = PolicyTarget(arn: parameters.arn("PolicyArn"))
    tags = try parameters.tags(required: true)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    target.demands(Self.name, call, context: TagRules.context(tags))
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change { contents throws(Refusal) in
      var policy = try target.policy(in: contents, call)
      try target.refuseForeign(policy, "update")
      policy.tags = try TagRules.merging(tags, into: policy.tags, of: .others)
      return ((), [.put(.policy(policy))])
    }
    return nil
  }
}
