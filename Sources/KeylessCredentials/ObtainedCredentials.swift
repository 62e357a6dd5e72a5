package import KeylessClient

/// Credentials that a link gave, with what is known of them.
package struct ObtainedCredentials: Equatable, Sendable {
  package var caller: CallerCredentials
  /// Unix seconds; nil for long-term keys and where nobody said.
  package var expiration: Int?

  package init(_ caller: CallerCredentials, expiration: Int? = nil) {
    self.caller = caller
    self.expiration = expiration
  }
}
