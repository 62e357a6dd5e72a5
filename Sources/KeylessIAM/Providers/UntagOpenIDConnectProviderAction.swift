package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Takes tags from a provider; a key that is not there is no mistake.
package struct UntagOpenIDConnectProviderAction: QueryAction {
  package static let name = "UntagOpenIDConnectProvider"

  private let keys: [String]
  private let target: ProviderTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = ProviderTarget(&parameters)
    keys = try parameters.tagKeys()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    [target.demand(Self.name, call, context: TagRules.context(keys: keys))]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { provider throws(Refusal) in
      provider.tags = TagRules.removing(keys, from: provider.tags, of: .others)
    }
    return nil
  }
}
