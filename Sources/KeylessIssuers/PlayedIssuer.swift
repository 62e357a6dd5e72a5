package import KeylessOIDC

/// An issuer that this server plays: tokens say its `iss`, and the server holds the key that signs them.
///
/// It is how a rehearsal can mint tokens of `https://gitlab.com` without gitlab.com: only this server's accounts believe them.
package struct PlayedIssuer: Sendable {
  /// With its scheme, as in `iss`.
  package let issuer: String
  package let signingKey: SigningKey
  package let keys: JSONWebKeySet

  package init(issuer: String, signingKey: SigningKey) throws(KeyError) {
    self.issuer = issuer
    self.signingKey = signingKey
    keys = try JSONWebKeySet([signingKey.publicKey])
  }

  /// An issuer that publishes more than the key it signs with, as after a rotation.
  package init(issuer: String, signingKey: SigningKey, keys: JSONWebKeySet) {
    self.issuer = issuer
    self.signingKey = signingKey
    self.keys = keys
  }
}
