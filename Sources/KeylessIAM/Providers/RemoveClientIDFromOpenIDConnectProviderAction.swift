package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Takes an audience from a provider; one that is not there is no mistake.
package struct RemoveClientIDFromOpenIDConnectProviderAction: QueryAction {
  package static let name = "RemoveClientIDFromOpenIDConnectProvider"

  private let clientID: String
  private let target: ProviderTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    clientID = parameters.required("ClientID", ProviderLimits.clientID)
    target = ProviderTarget(&parameters)
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change(target) { provider throws(Refusal) in
      provider.clientIDs.removeAll { ASCII.equal($0, clientID) }
    }
    return nil
  }
}
