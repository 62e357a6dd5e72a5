package import KeylessSource

/// A token whose claims the registered issuer vouches for, for the registered audience, now.
///
/// Only `TokenVerifier.verify` makes one. Its claims are no secret; the signed text itself is not kept.
package struct VerifiedToken: Sendable {
  package let issuer: String
  package let subject: String
  /// The condition key `aud`: `azp` when present, else the single `aud`.
  package let effectiveAudience: String
  /// The condition key `oaud`.
  package let rawAudiences: [String]
  /// The condition key `amr`; empty when the token has none.
  package var amr: [String] { claims.authenticationMethods }
  package let issuedAt: Int
  /// `exp`, without leeway.
  package let expiry: Int
  package let special: SpecialClaims
  package let claims: TokenClaims

  init(required: RequiredClaims, effectiveAudience audience: String, claims: TokenClaims, special: SpecialClaims) {
    issuer = required.issuer
    subject = required.subject
    effectiveAudience = audience
    rawAudiences = required.audiences
    issuedAt = required.issuedAt
    expiry = required.expiry
    self.special = special
    self.claims = claims
  }

  /// A claim by its exact name, for condition keys.
  package subscript(claim name: String) -> JSONNode? { claims[claim: name] }

  /// Refuses a role that the token's own list leaves out; a token without such a list restricts nothing.
  package func checkRole(_ arn: String) throws(TokenRefusal) {
    guard let roles = special.roles, !roles.contains(where: { $0.sameBytes(as: arn) }) else { return }
    throw TokenRefusal(
      .roleNotListed,
      "the role \(TokenRefusal.quote(arn)) is not among the token's \(roles.count) roles"
    )
  }
}
