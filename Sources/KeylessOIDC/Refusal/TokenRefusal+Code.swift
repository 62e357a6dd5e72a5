extension TokenRefusal {
  /// One case for every reason that can be told apart.
  package enum Code: String, CaseIterable, Hashable, Sendable {
    case tooLong, wrongSegmentCount, emptySegment, notBase64URL, notJSON, duplicateMember, tooDeep, notAnObject
    case missingAlgorithm, unsupportedAlgorithm, invalidType, invalidKeyID, criticalHeader, unencodedPayload
    case invalidIssuer, invalidSubject, unusableSubject, invalidAudience, invalidAuthorizedParty, invalidTimestamp
    case invalidAuthenticationMethods
    case missingClaim, unknownIssuer
    case severalAudiences, wrongAudience
    case expired, tooOld, notYetValid, issuedInTheFuture
    case keysUnavailable, untrustedCertificate, tooManyKeys, missingKeyID, unknownKey, unfitKey, malformedSignature,
      wrongSignature
    case invalidTags, invalidSourceIdentity, invalidRoles, roleNotListed

    var awsCode: AWSError.Code { self == .expired || self == .tooOld ? .expiredToken : .invalidIdentityToken }

    /// The text AWS answers with; those that only another implementation is known to use are marked (unverified).
    var awsMessage: String {
      switch self {
      case .tooLong, .wrongSegmentCount, .emptySegment, .notBase64URL, .notJSON, .duplicateMember, .tooDeep,
        .notAnObject,
        .missingAlgorithm, .unsupportedAlgorithm, .invalidType, .invalidKeyID, .criticalHeader, .unencodedPayload:
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"
      // (unverified)
      case .invalidIssuer: "The issuer claim must be a string."
      // (unverified); recorded for a null subject is a 500, which clients would retry.
      case .invalidSubject: "The subject claim must be a string or number."
      // (unverified)
      case .unusableSubject: "Invalid token subject"
      // (unverified)
      case .invalidAudience: "The audience claim is invalid."
      // (unverified)
      case .invalidAuthorizedParty: "The authorized party claim is invalid."
      // (unverified)
      case .invalidTimestamp: "Invalid timestamp in token claims."
      // The claim is named by the factory.
      case .missingClaim: "Missing a required claim"
      // The issuer is named by the factory.
      case .unknownIssuer: "No OpenIDConnect provider found in your account"
      case .severalAudiences: "Token audience contains more than one audience while authorized party is not present"
      case .wrongAudience: "Incorrect token audience"
      // The times are filled in where they are known.
      case .expired: "Token expired"
      // The age is filled in where it is known.
      case .tooOld: "Token too old"
      // (unverified)
      case .notYetValid: "The web identity token is not yet valid."
      // (unverified)
      case .issuedInTheFuture: "Token issued in the future."
      case .keysUnavailable, .missingKeyID, .unknownKey, .unfitKey:
        "Couldn't retrieve verification key from your identity provider,  "
          + "please reference AssumeRoleWithWebIdentity documentation for requirements"
      case .untrustedCertificate: "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint"
      // (unverified): AWS's text for a bad signature under a known `kid` was never seen.
      case .malformedSignature, .wrongSignature: "Token signature invalid"
      // (unverified)
      case .invalidTags: "Session tags passed in claim are not in correct format."
      // (unverified)
      case .invalidSourceIdentity: "The source identity claim is invalid."
      // (unverified)
      case .invalidRoles: "The roles claim is not in a supported format"
      case .roleNotListed: "The target role ARN is not present in the roles claim of the identity token"
      // (unverified); the catch-all of another implementation.
      case .tooManyKeys, .invalidAuthenticationMethods:
        "The web identity token provided could not be validated. "
          + "See the AssumeRoleWithWebIdentity documentation for requirements."
      }
    }
  }
}
