package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Replaces all thumbprints of a provider.
package struct UpdateOpenIDConnectProviderThumbprintAction: QueryAction {
  package static let name = "UpdateOpenIDConnectProviderThumbprint"

  private let target: ProviderTarget
  private let thumbprints: [String]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = ProviderTarget(&parameters)
    thumbprints = try parameters.list("ThumbprintList", required: true, ProviderLimits.thumbprint) ?? []
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [target.demand(Self.name, call)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    // That an empty list is refused was observed, the text is (unverified).
    guard !thumbprints.isEmpty else {
      throw Refusal(.invalidInput("Thumbprint list must contain at least one entry."))
    }
    try ProviderLimits.check(thumbprints: thumbprints)
    try call.change(target) { provider throws(Refusal) in provider.thumbprints = thumbprints }
    return nil
  }
}
