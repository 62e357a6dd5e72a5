/// The claims without which AWS accepts no token, present but not yet vouched for.
package struct RequiredClaims: Sendable {
  package let issuer: String
  package let subject: String
  package let audiences: [String]
  package let issuedAt: Int
  package let expiry: Int

  init(_ claims: TokenClaims) throws(TokenRefusal) {
    guard let issuer = claims.issuer else { throw .missing("iss") }
    guard let subject = claims.subject else { throw .missing("sub") }
    guard !claims.audiences.isEmpty else { throw .missing("aud") }
    guard let issuedAt = claims.issuedAt else { throw .missing("iat") }
    guard let expiry = claims.expiry else { throw .missing("exp") }
    self.issuer = issuer
    self.subject = subject
    audiences = claims.audiences
    self.issuedAt = issuedAt
    self.expiry = expiry
  }
}
