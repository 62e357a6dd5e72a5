import KeylessPlatforms
import KeylessPolicy

/// An OIDC provider registered in an account, with its condition keys prepared.
package struct IdentityProvider: Sendable {
  package var arn: String
  /// The URL with its scheme; a token's `iss` must equal it byte by byte.
  package var issuer: String
  package var clientIDs: [String]
  /// Which claims of this issuer's tokens AWS shows to a trust policy, and under which key.
  let conditionKeys: [MappedKey]

  /// A condition key, and where in a verified token its values are.
  struct MappedKey: Sendable {
    enum Source: Sendable {
      case effectiveAudience, rawAudiences, subject, methods
      case claim(MappedClaim)
    }

    var key: ConditionKey
    var source: Source
  }

  package init(arn: String, issuer: String, clientIDs: [String]) {
    self.arn = arn
    self.issuer = issuer
    self.clientIDs = clientIDs
    let prefix = ConditionKeyMap.prefix(of: issuer)
    conditionKeys = ConditionKeyMap.claims(mappedFor: issuer).map { claim in
      let source: MappedKey.Source =
        switch claim.claim {
        case "aud": .effectiveAudience
        case "oaud": .rawAudiences
        case "sub": .subject
        case "amr": .methods
        default: .claim(claim)
        }
      return MappedKey(key: ConditionKey("\(prefix):\(claim.key)"), source: source)
    }
  }
}
