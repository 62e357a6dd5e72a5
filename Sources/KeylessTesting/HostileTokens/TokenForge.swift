import Crypto
package import KeylessOIDC
package import KeylessSource

/// Makes genuine and forged tokens for one issuer, so that every refusal is tested against the nearest token that is
/// accepted.
///
/// The issuer publishes its RSA and its P-256 key under their thumbprints, the RSA key once more as `bound` with the
/// algorithm RS256, and a P-384 key as `p384` whose private half nobody has.
package struct TokenForge: Sendable {
  package let issuer: String
  package let audience: String
  package let now: Int
  package let rsa: SigningKey
  package let ec: SigningKey
  /// Not in the issuer's set.
  package let attacker: SigningKey
  package let attackerEC: SigningKey
  /// What the issuer publishes.
  package let keys: JSONWebKeySet

  package init(issuer: String, audience: String, now: Int) throws {
    self.issuer = issuer
    self.audience = audience
    self.now = now
    rsa = try SigningKey.generate(.rsa2048)
    ec = try SigningKey.generate(.p256)
    attacker = try SigningKey.generate(.rsa2048)
    attackerEC = try SigningKey.generate(.p256)
    let p384 = Array(P384.Signing.PrivateKey().publicKey.x963Representation)
    keys = try JSONWebKeySet([
      rsa.publicKey, ec.publicKey,
      JSONWebKey(rsa.publicKey.material, keyID: "bound", algorithm: .rs256),
      JSONWebKey(
        .elliptic(.p384, x: Array(p384[1..<49]), y: Array(p384[49...])),
        keyID: "p384"
      ),
    ])
  }

  package var header: [JSON.Member] {
    [.init("typ", "JWT"), .init("alg", "RS256"), .init("kid", .string(rsa.keyID))]
  }

  package var headerEC: [JSON.Member] {
    [.init("typ", "JWT"), .init("alg", "ES256"), .init("kid", .string(ec.keyID))]
  }

  package var claims: [JSON.Member] {
    [
      .init("iss", .string(issuer)), .init("sub", "repo:octo-org/octo-repo:ref:refs/heads/main"),
      .init("aud", .string(audience)), .init("iat", .integer(now - 10)), .init("nbf", .integer(now - 20)),
      .init("exp", .integer(now + 300)),
    ]
  }

  /// A genuine token with members replaced, added or (nil) removed.
  package func token(
    header: [String: JSON?] = [:],
    claims: [String: JSON?] = [:],
    by key: SigningKey? = nil
  ) throws -> String {
    try sign(
      JSON.object(Self.edit(self.header, header)).compact,
      JSON.object(Self.edit(self.claims, claims)).compact,
      by: key ?? rsa
    )
  }

  /// The same with the P-256 key.
  package func tokenEC(
    header: [String: JSON?] = [:],
    claims: [String: JSON?] = [:],
    by key: SigningKey? = nil
  ) throws -> String {
    try sign(
      JSON.object(Self.edit(headerEC, header)).compact,
      JSON.object(Self.edit(self.claims, claims)).compact,
      by: key ?? ec
    )
  }

  /// Signs two texts as they are, with the key's own algorithm whatever the header says.
  package func sign(_ header: String, _ payload: String, by key: SigningKey) throws -> String {
    try sign(Array(header.utf8), Array(payload.utf8), by: key)
  }

  package func sign(
    _ header: [UInt8],
    _ payload: [UInt8],
    by key: SigningKey,
    _ algorithm: SigningAlgorithm? = nil
  ) throws -> String {
    let input = Base64URL.encode(header) + "." + Base64URL.encode(payload)
    let signature = try key.signature(over: Array(input.utf8), algorithm: algorithm ?? key.defaultAlgorithm)
    return input + "." + Base64URL.encode(signature)
  }

  package var headerText: String { JSON.object(header).compact }
  package var claimsText: String { JSON.object(claims).compact }

  /// The claims with one more member written out by hand, which a JSON builder would not write.
  package func claimsText(adding member: String) -> String { String(claimsText.dropLast()) + "," + member + "}" }
  package func headerText(adding member: String) -> String { String(headerText.dropLast()) + "," + member + "}" }

  private static func edit(_ members: [JSON.Member], _ edits: [String: JSON?]) -> [JSON.Member] {
    var left = edits
    var out: [JSON.Member] = []
    for member in members {
      guard let edit = left.removeValue(forKey: member.name) else {
        out.append(member)
        continue
      }
      if let value = edit { out.append(.init(member.name, value)) }
    }
    for (name, edit) in left.sorted(by: { $0.key < $1.key }) {
      if let value = edit { out.append(.init(name, value)) }
    }
    return out
  }
}
