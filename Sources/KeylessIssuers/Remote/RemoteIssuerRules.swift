package import KeylessSystem

/// How long an issuer's keys are believed, how often it is asked, and what asking may cost and reach.
package struct RemoteIssuerRules: Sendable {
  /// Seconds for which keys are used without asking again.
  package var fresh = 300
  /// Seconds for which keys are used when the issuer does not answer.
  package var stale = 3600
  /// Seconds between two attempts at one issuer.
  package var interval = 30
  /// Seconds for an attempt; AWS gives an issuer as many (observed).
  package var deadline = 5
  /// Issuers that are remembered; AWS allows an account as many providers.
  package var mostIssuers = 100
  /// Largest discovery document, in bytes.
  package var documentLimit = 1 << 18
  /// Largest key set, in bytes.
  package var keySetLimit = 1 << 20
  /// Whether an issuer may live in a private network or on this machine; AWS reaches public ones only.
  package var allowsPrivateNetworks = false
  /// Whether `http://` may be used, for this machine alone.
  package var allowsPlainLoopback = false
  /// Authorities that are trusted besides those of the machine.
  package var trust: TrustRoots?

  package init() {}

  /// Where a request to a URL of that scheme may go; nil when the scheme is not allowed at all.
  func reach(isSecure: Bool) -> Reach? {
    guard isSecure else { return allowsPlainLoopback ? .loopback : nil }
    return allowsPrivateNetworks ? [.internet, .privateNetworks, .loopback] : .internet
  }
}
