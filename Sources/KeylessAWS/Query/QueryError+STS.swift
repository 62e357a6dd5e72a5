/// What STS answers to a web-identity exchange, word for word.
extension QueryError {
  package static let notAuthorizedToAssume = QueryError(
    code: "AccessDenied",
    status: 403,
    message: "Not authorized to perform sts:AssumeRoleWithWebIdentity"
  )

  package static func invalidIdentityToken(_ message: String) -> Self {
    QueryError(code: "InvalidIdentityToken", message: message)
  }

  /// `issuer` is the token's `iss`, verbatim.
  package static func noProvider(issuer: String) -> Self {
    invalidIdentityToken("No OpenIDConnect provider found in your account for \(issuer)")
  }

  package static let incorrectAudience = invalidIdentityToken("Incorrect token audience")
  package static let severalAudiences = invalidIdentityToken(
    "Token audience contains more than one audience while authorized party is not present"
  )

  /// Without a full stop (disputed).
  package static func missingClaim(_ name: String) -> Self { invalidIdentityToken("Missing a required claim: \(name)") }

  package static let notAJWT = invalidIdentityToken(
    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"
  )
  /// Two spaces after the comma; also the answer to an unknown `kid`, and ours to a bad signature (unverified).
  package static let noVerificationKey = invalidIdentityToken(
    "Couldn't retrieve verification key from your identity provider,  "
      + "please reference AssumeRoleWithWebIdentity documentation for requirements"
  )
  package static let thumbprintMismatch = invalidIdentityToken(
    "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint"
  )
  package static let roleNotInRolesClaim = invalidIdentityToken(
    "The target role ARN is not present in the roles claim of the identity token"
  )
  /// Text (unverified).
  package static let rolesClaimFormat = invalidIdentityToken("The roles claim is not in a supported format")
  /// Another implementation's wording (unverified).
  package static let tokenNotYetValid = invalidIdentityToken("The web identity token is not yet valid.")
  /// Another implementation's wording (unverified).
  package static let tokenIssuedInTheFuture = invalidIdentityToken("Token issued in the future.")
  /// Another implementation's wording (unverified).
  package static let timestampClaim = invalidIdentityToken("Invalid timestamp in token claims.")
  /// Another implementation's wording (unverified).
  package static let issuerClaim = invalidIdentityToken("The issuer claim must be a string.")
  /// Another implementation's wording (unverified).
  package static let subjectClaim = invalidIdentityToken("The subject claim must be a string or number.")
  /// Another implementation's wording (unverified).
  package static let audienceClaim = invalidIdentityToken("The audience claim is invalid.")
  /// Another implementation's wording (unverified).
  package static let authorizedPartyClaim = invalidIdentityToken("The authorized party claim is invalid.")
  /// Another implementation's wording (unverified).
  package static let sourceIdentityClaim = invalidIdentityToken("The source identity claim is invalid.")
  /// Another implementation's wording (unverified).
  package static let sessionTagsClaim = invalidIdentityToken("Session tags passed in claim are not in correct format.")
  /// Another implementation's wording (unverified).
  package static let principalTagsClaim = invalidIdentityToken(
    "principal_tags passed in claim is not in correct format."
  )

  /// Both times in Unix seconds; the suffix of the code is on the wire.
  package static func tokenExpired(now: Int, expiration: Int) -> Self {
    QueryError(
      code: "ExpiredTokenException",
      message: "Token expired: current date/time \(now) must be before the expiration date/time \(expiration)"
    )
  }

  /// The number is probably the token's age in seconds; AWS's limit is unknown.
  package static func tokenTooOld(age: Int) -> Self {
    QueryError(code: "ExpiredTokenException", message: "Token too old: \(age)")
  }

  package static func validation(_ message: String) -> Self { QueryError(code: "ValidationError", message: message) }

  package static let requestARNInvalid = validation("Request ARN is invalid")
  package static let durationExceedsRole = validation(
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
  )
  /// Also the answer to a session of `GetSessionToken` (observed in public reports of both).
  package static let durationExceedsChaining = validation(
    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."
  )

  /// `AssumeRole` with something that is no ARN at all.
  package static func invalidARN(_ value: String) -> Self { validation("\(value) is invalid") }

  /// SDKs retry this code.
  package static func identityProviderUnreachable(_ message: String) -> Self {
    QueryError(code: "IDPCommunicationError", message: message)
  }

  package static func identityProviderRejected(_ message: String) -> Self {
    QueryError(code: "IDPRejectedClaim", status: 403, message: message)
  }

  package static func regionDisabled(_ message: String) -> Self {
    QueryError(code: "RegionDisabledException", status: 403, message: message)
  }

  package static func malformedPolicyDocument(_ message: String) -> Self {
    QueryError(code: "MalformedPolicyDocument", message: message)
  }

  /// With session policies, or with both (AWS re:Post, "PackedPolicyTooLarge").
  package static func packedPolicyTooLarge(percent: Int) -> Self {
    QueryError(
      code: "PackedPolicyTooLarge",
      message: "Packed policy consumes \(percent)% of allotted space, please use smaller policy."
    )
  }

  /// With session tags alone (the same page).
  package static func packedTagsTooLarge(percent: Int) -> Self {
    QueryError(
      code: "PackedPolicyTooLarge",
      message: "Packed size of session tags consumes \(percent)% of allotted space."
    )
  }

  /// When what is packed fits and the session token as a whole does not (observed in public reports).
  package static let sessionTokenTooLarge = QueryError(
    code: "PackedPolicyTooLarge",
    message: "Serialized token too large for session"
  )

  package static func invalidParameterValue(_ message: String) -> Self {
    QueryError(code: "InvalidParameterValue", message: message)
  }

  package static let duplicateTagKeys = invalidParameterValue(
    "Duplicate tag keys found. Please note that Tag keys are case insensitive."
  )
  package static let transitiveKeyNotRequested = invalidParameterValue(
    "The specified transitive tag key must be included in the requested tags."
  )
  package static let transitiveKeyConflict = invalidParameterValue(
    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key "
      + "from the calling session."
  )
  /// Code and text (unverified); that the prefix is reserved is documented.
  package static let reservedTagKey = invalidParameterValue(
    "Tag keys that begin with aws: are reserved for AWS internal use."
  )
  /// Observed for a policy that STS did not see yet.
  package static let unknownSessionPolicy = invalidParameterValue(
    "At least one Policy ARN in the PolicyArns parameter does not match an existing IAM Managed Policy ARN."
  )

  /// Observed for `GetSessionToken` and `GetFederationToken`.
  package static func notWithSessionCredentials(_ action: String) -> Self {
    QueryError(code: "AccessDenied", status: 403, message: "Cannot call \(action) with session credentials")
  }

  /// `reason` is one of the endings of section 11 with its leading space, or empty as `sts:AssumeRole` has it.
  package static func accessDenied(caller: String, action: String, resource: String, reason: String = "") -> Self {
    QueryError(
      code: "AccessDenied",
      status: 403,
      message: "User: \(caller) is not authorized to perform: \(action) on resource: \(resource)\(reason)"
    )
  }
}
