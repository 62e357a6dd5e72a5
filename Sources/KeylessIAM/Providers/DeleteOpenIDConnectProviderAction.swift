package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Deletes a provider; roles that trust it stay, and nobody gets in by it any more.
package struct DeleteOpenIDConnectProviderAction: QueryAction {
  package static let name = "DeleteOpenIDConnectProvider"

  private let target: ProviderTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = ProviderTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change { contents throws(Refusal) in
      let provider = try target.provider(in: contents, call) {
        .noSuchEntity("OpenId connect Provider \($0) cannot be found.")
      }
      return ((), [.remove(.provider(issuer: provider.issuer, account: provider.account))])
    }
    return nil
  }
}
