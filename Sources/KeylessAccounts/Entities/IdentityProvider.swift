package import KeylessPlatforms
package import KeylessPolicy

/// An OIDC provider registered in an account, with its condition keys prepared.
package struct IdentityProvider: Sendable, Codable {
  package let arn: String
  package let account: String
  /// The URL with its scheme; a token's `iss` must equal it byte by byte.
  package let issuer: String
  package var clientIDs: [String]
  /// SHA-1 in hexadecimal, as they were given.
  package var thumbprints: [String]
  /// Unix seconds.
  package let created: Int
  package var tags: [ResourceTag]
  /// Which claims of this issuer's tokens AWS shows to a trust policy, and under which key.
  package let conditionKeys: [MappedKey]

  /// A condition key, and where in a verified token its values are.
  package struct MappedKey: Sendable {
    package enum Source: Sendable {
      case effectiveAudience, rawAudiences, subject, methods
      case claim(MappedClaim)
    }

    package var key: ConditionKey
    package var source: Source
  }

  package init(
    arn: String,
    account: String,
    issuer: String,
    clientIDs: [String],
    thumbprints: [String] = [],
    created: Int = 0,
    tags: [ResourceTag] = []
  ) {
    self.arn = arn
    self.account = account
    self.issuer = issuer
    self.clientIDs = clientIDs
    self.thumbprints = thumbprints
    self.created = created
    self.tags = tags
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

  private enum CodingKeys: String, CodingKey {
    case arn, account, issuer, clientIDs, thumbprints, created, tags
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      arn: try values.decode(String.self, forKey: .arn),
      account: try values.decode(String.self, forKey: .account),
      issuer: try values.decode(String.self, forKey: .issuer),
      clientIDs: try values.decode([String].self, forKey: .clientIDs),
      thumbprints: try values.decode([String].self, forKey: .thumbprints),
      created: try values.decode(Int.self, forKey: .created),
      tags: try values.decode([ResourceTag].self, forKey: .tags)
    )
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(arn, forKey: .arn)
    try values.encode(account, forKey: .account)
    try values.encode(issuer, forKey: .issuer)
    try values.encode(clientIDs, forKey: .clientIDs)
    try values.encode(thumbprints, forKey: .thumbprints)
    try values.encode(created, forKey: .created)
    try values.encode(tags, forKey: .tags)
  }

  /// What follows `oidc-provider/`: the URL without its scheme, as IAM shows it.
  package var bareURL: String { ConditionKeyMap.prefix(of: issuer) }
}
