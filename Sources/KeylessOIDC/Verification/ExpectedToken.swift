/// What a token is measured against: the registered provider, its keys and the moment.
package struct ExpectedToken: Sendable {
  /// The provider's URL with its scheme; compared byte for byte.
  package var issuer: String
  /// The provider's client ids; an empty list admits no audience.
  package var clientIDs: [String]
  package var keys: JSONWebKeySet
  /// Unix seconds.
  package var now: Int
  /// Seconds of tolerance on `exp`, `nbf` and `iat`.
  package var leeway: Int

  /// About five minutes, say two independent implementers (unverified).
  package static let usualLeeway = 300

  package init(issuer: String, clientIDs: [String], keys: JSONWebKeySet, now: Int, leeway: Int = usualLeeway) {
    self.issuer = issuer
    self.clientIDs = clientIDs
    self.keys = keys
    self.now = now
    self.leeway = leeway
  }
}
