/// The gate: every step that must hold before a token's claims mean anything.
///
/// The steps stand in AWS's order as far as it is known. The server looks up the provider between parsing and the rest,
/// so each step can be called alone; only `verify`, which takes them all, makes a `VerifiedToken`.
package enum TokenVerifier {
  /// All steps: required claims, issuer, audience, times, signature and at last the special claims.
  package static func verify(
    _ token: UnverifiedToken,
    against expected: ExpectedToken
  ) throws(TokenRefusal) -> VerifiedToken {
    let required = try requireClaims(token)
    try checkIssuer(required, expected.issuer)
    let audience = try effectiveAudience(token, among: expected.clientIDs)
    try checkTimes(token, now: expected.now, leeway: expected.leeway)
    try checkSignature(token, keys: expected.keys)
    return VerifiedToken(
      required: required,
      effectiveAudience: audience,
      claims: token.claims,
      special: try SpecialClaims(token.claims)
    )
  }

  /// The `iss` to look the provider up by, before anything else is asked of the token.
  package static func requireIssuer(_ token: UnverifiedToken) throws(TokenRefusal) -> String {
    guard let issuer = token.claims.issuer else { throw .missing("iss") }
    return issuer
  }

  package static func requireClaims(_ token: UnverifiedToken) throws(TokenRefusal) -> RequiredClaims {
    try RequiredClaims(token.claims)
  }

  /// Byte equality, no normalisation: a final slash, a letter's case or a port makes another issuer.
  package static func checkIssuer(_ required: RequiredClaims, _ issuer: String) throws(TokenRefusal) {
    guard required.issuer.sameBytes(as: issuer) else { throw .unknownIssuer(required.issuer) }
  }

  /// `azp` when present, else the single `aud`; it must be one of the client ids, byte for byte (AWS STS condition keys).
  package static func effectiveAudience(
    _ token: UnverifiedToken,
    among clientIDs: [String]
  ) throws(TokenRefusal) -> String {
    let audiences = token.claims.audiences
    guard let first = audiences.first else { throw .missing("aud") }
    let audience: String
    if let party = token.claims.authorizedParty {
      audience = party
    } else if audiences.count == 1 {
      audience = first
    } else {
      throw TokenRefusal(.severalAudiences, "the token has \(audiences.count) audiences and no `azp` that picks one")
    }
    guard clientIDs.contains(where: { $0.sameBytes(as: audience) }) else {
      throw TokenRefusal(
        .wrongAudience,
        "the audience \(TokenRefusal.quote(audience)) is not among the provider's \(clientIDs.count) client ids"
      )
    }
    return audience
  }

  /// The age in seconds at which AWS was seen to refuse a token that had not expired; its limit is this or less.
  package static let tooOld = 441_398

  /// `now` must be before `exp`, and neither `nbf` nor `iat` may lie ahead; each with the leeway.
  ///
  /// A token that was issued days ago is refused whatever its `exp` says.
  package static func checkTimes(_ token: UnverifiedToken, now: Int, leeway: Int) throws(TokenRefusal) {
    guard let issuedAt = token.claims.issuedAt else { throw .missing("iat") }
    guard let expiry = token.claims.expiry else { throw .missing("exp") }
    // Wrapping sums refuse: an absurd leeway makes the bound negative, never generous.
    guard now < expiry &+ leeway else {
      throw TokenRefusal(
        .expired,
        "the token expired at \(expiry), it is \(now) now and the leeway is \(leeway) s",
        message: "Token expired: current date/time \(now) must be before the expiration date/time \(expiry)"
      )
    }
    guard issuedAt > now &- tooOld else {
      let age = now.subtractingReportingOverflow(issuedAt)
      throw TokenRefusal(
        .tooOld,
        "the token was issued at \(issuedAt), \(tooOld) s or more before now, which is \(now)",
        message: "Token too old: \(age.overflow ? Int.max : age.partialValue)"
      )
    }
    let latest = now &+ leeway
    if let notBefore = token.claims.notBefore, notBefore > latest {
      throw TokenRefusal(.notYetValid, "the token is not valid before \(notBefore), it is \(now) now")
    }
    guard issuedAt <= latest else {
      throw TokenRefusal(.issuedInTheFuture, "the token was issued at \(issuedAt), it is \(now) now")
    }
  }

  /// Picks the registered key that the header names and checks the signature with it, never with anything the token
  /// brings.
  package static func checkSignature(_ token: UnverifiedToken, keys: JSONWebKeySet) throws(TokenRefusal) {
    let algorithm = token.header.algorithm
    // By its place: a key is a handful of references that need not be counted up and down for each token.
    let place = try select(token.header, keys)
    guard keys.keys[place].allows(algorithm) else {
      let key = keys.keys[place]
      let bound = key.webKey.algorithm.map { " bound to \($0.name)" } ?? ""
      throw TokenRefusal(
        .unfitKey,
        "the header says \(algorithm.name), the key is \(key.webKey.material.words)\(bound)"
      )
    }
    let signed = token.compact.utf8.span.extracting(..<token.signedLength)
    switch keys.keys[place].check(token.signature, over: signed, algorithm: algorithm) {
    case .valid: return
    case .malformed:
      throw TokenRefusal(
        .malformedSignature,
        "the signature cannot come from \(keys.keys[place].webKey.material.words): wrong length or range"
      )
    case .wrong:
      throw TokenRefusal(.wrongSignature, "the signature was not made over this header and payload by the issuer's key")
    }
  }

  /// The place of the key that is meant.
  private static func select(_ header: TokenHeader, _ keys: JSONWebKeySet) throws(TokenRefusal) -> Int {
    guard let keyID = header.keyID else {
      // A single key leaves no choice to the sender (tolerated by AWS too, unverified).
      guard keys.keys.count == 1 else {
        throw TokenRefusal(.missingKeyID, "the header has no `kid` and the issuer has \(keys.keys.count) keys")
      }
      return 0
    }
    for place in keys.keys.indices where keys.keys[place].webKey.keyID?.sameBytes(as: keyID) == true {
      return place
    }
    throw TokenRefusal(.unknownKey, "the issuer has no key with the `kid` \(TokenRefusal.quote(keyID))")
  }
}
