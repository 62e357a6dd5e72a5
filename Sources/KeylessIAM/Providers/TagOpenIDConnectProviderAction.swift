package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Adds tags to a provider, or gives those it has other values.
package struct TagOpenIDConnectProviderAction: QueryAction {
  package static let name = "TagOpenIDConnectProvider"

  private let target: ProviderTarget
  private let tags: [ResourceTag]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = ProviderTarget(&parameters)
    tags = try parameters.tags(required: true)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    [target.demand(Self.name, call, context: TagRules.context(tags))]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { provider throws(Refusal) in
      provider.tags = try TagRules.merging(tags, into: provider.tags, of: .others)
    }
    return nil
  }
}
