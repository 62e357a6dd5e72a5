package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Registers another audience with a provider; one that is there already is no mistake.
package struct AddClientIDToOpenIDConnectProviderAction: QueryAction {
  package static let name = "AddClientIDToOpenIDConnectProvider"

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
      provider.clientIDs = try ProviderLimits.checked(clientIDs: provider.clientIDs + [clientID])
    }
    return nil
  }
}
