import KeylessPlatforms

/// An OIDC provider registered in an account, with its condition keys prepared.
package struct IdentityProvider: Sendable {
  package var arn: String
  /// The URL with its scheme; a token's `iss` must equal it byte by byte.
  package var issuer: String
  package var clientIDs: [String]
  /// Which claims of this issuer's tokens AWS shows to a trust policy, and under which key.
  let conditionKeys: [(claim: MappedClaim, key: String)]

  package init(arn: String, issuer: String, clientIDs: [String]) {
    self.arn = arn
    self.issuer = issuer
    self.clientIDs = clientIDs
    let prefix = ConditionKeyMap.prefix(of: issuer)
    conditionKeys = ConditionKeyMap.claims(mappedFor: issuer).map { ($0, "\(prefix):\($0.key)") }
  }
}
