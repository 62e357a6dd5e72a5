package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the ARNs of all providers; the action knows no pages.
package struct ListOpenIDConnectProvidersAction: QueryAction {
  package static let name = "ListOpenIDConnectProviders"

  package init(_ scope: QueryScope) throws(QueryError) {}

  package func demands(_ call: CallScope) -> [Demand] {
    [Demand("iam:ListOpenIDConnectProviders", on: call.iamARN("oidc-provider/*"))]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let providers = call.contents.allProviders.map { WireValue.structure([.init("Arn", .text($0.arn))]) }
    return .structure([.init("OpenIDConnectProviderList", .list(providers))])
  }
}
