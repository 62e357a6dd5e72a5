package import KeylessOIDC

/// The keys of issuers on the network, fetched and kept for a while.
package final class RemoteIssuers: Sendable {
  /// What is known of an issuer's keys without asking anybody.
  package enum Lookup: Sendable {
    case ready(JSONWebKeySet)
    /// Call `fetch` and look again.
    case wantsFetch
    /// Fetching was tried, or is not to be tried again yet.
    case unavailable(reason: String)
  }

  package init() {}

  /// `now` in Unix seconds.
  package func lookup(_ issuer: String, keyID: String?, now: Int) -> Lookup {
    .unavailable(reason: "fetching keys is not built yet")
  }

  /// Fetches at most once at a time for each issuer, whoever asks.
  package func fetch(_ issuer: String, keyID: String?) async {}
}
