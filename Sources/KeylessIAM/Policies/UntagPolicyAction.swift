package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Takes tags off a managed policy.
package struct UntagPolicyAction: QueryAction {
  package static let name = "UntagPolicy"

  private let target: PolicyTarget
  private let keys: [String]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = PolicyTarget(arn: parameters.arn("PolicyArn"))
    keys = try parameters.tagKeys()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    target.demands(Self.name, call, context: TagRules.context(keys: keys))
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change { contents throws(Refusal) in
      var policy = try target.policy(in: contents, call)
      try target.refuseForeign(policy, "update")
      policy.tags = TagRules.removing(keys, from: policy.tags, of: .others)
      return ((), [.put(.policy(policy))])
    }
    return nil
  }
}
