package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the tags of a provider in the order of their keys.
package struct ListOpenIDConnectProviderTagsAction: QueryAction {
  package static let name = "ListOpenIDConnectProviderTags"

  private let page: PageRequest
  private let target: ProviderTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    page = try parameters.page()
    target = ProviderTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    .structure(try page.tags(target.provider(call).tags))
  }
}
