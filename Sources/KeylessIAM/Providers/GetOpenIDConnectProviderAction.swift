package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Shows a provider; its URL comes without the scheme (observed).
package struct GetOpenIDConnectProviderAction: QueryAction {
  package static let name = "GetOpenIDConnectProvider"

  private let target: ProviderTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = ProviderTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let provider = try target.provider(call)
    return .structure([
      .init("Url", .text(provider.bareURL)),
      .init("ClientIDList", .list(provider.clientIDs.map(WireValue.text))),
      .init("ThumbprintList", .list(provider.thumbprints.map(WireValue.text))),
      .init("CreateDate", .time(provider.created)),
      .init("Tags", .tags(TagRules.sorted(provider.tags))),
    ])
  }
}
