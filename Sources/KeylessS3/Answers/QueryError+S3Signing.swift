import KeylessAWS

/// Turns what the common code says about credentials and signatures into S3's own codes and words.
///
/// STS and IAM share one set of answers, S3 has another for the same faults (Amazon S3 API Reference, "Error responses").
extension QueryError {
  static let s3SignatureMismatch = s3(
    "SignatureDoesNotMatch",
    403,
    "The request signature we calculated does not match the signature you provided. Check your key and signing method."
  )
  static let unsignedHeaders = s3(
    "AccessDenied",
    403,
    "There were headers present in the request which were not signed"
  )
  static let oldSignatureVersion = invalidRequest(
    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."
  )
  static let incompleteQuerySignature = s3(
    "AuthorizationQueryParametersError",
    400,
    "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, "
      + "X-Amz-SignedHeaders, and X-Amz-Expires parameters."
  )

  /// The same fault in S3's words; what is no fault of a signature stays as it is.
  ///
  /// `hasToken`: the request carries a session token, whose faults S3 tells from those of a key. The texts for a scope
  /// that is not S3's and for a header that cannot be read begin as S3's do and go on in the common ones (unverified).
  func asS3Says(hasToken: Bool, isPresigned: Bool) -> QueryError {
    switch code {
    case "InvalidClientTokenId":
      return hasToken
        ? .s3("InvalidToken", 400, "The provided token is malformed or otherwise invalid.")
        : .s3("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records.")
    case "ExpiredToken": return .s3("ExpiredToken", 400, "The provided token has expired.")
    case "RequestExpired": return .s3("AccessDenied", 403, "Request has expired")
    case "MissingAuthenticationToken": return .accessDeniedByS3
    case "IncompleteSignature":
      return isPresigned
        ? .s3("AuthorizationQueryParametersError", 400, message)
        : .s3("AuthorizationHeaderMalformed", 400, "The authorization header is malformed; \(message)")
    case "MalformedQueryString": return .invalidURI
    case "InternalFailure":
      return .s3("InternalError", 500, "We encountered an internal error. Please try again.")
    case "RequestEntityTooLarge": return .entityTooLarge
    case "SignatureDoesNotMatch":
      if ASCII.begins(message, with: "Signature expired") || ASCII.begins(message, with: "Signature not yet current") {
        return .s3(
          "RequestTimeTooSkewed",
          403,
          "The difference between the request time and the current time is too large."
        )
      }
      if ASCII.begins(message, with: "Credential should") || ASCII.begins(message, with: "Date in Credential") {
        return isPresigned
          ? .s3("AuthorizationQueryParametersError", 400, message)
          : .s3("AuthorizationHeaderMalformed", 400, "The authorization header is malformed; \(message)")
      }
      return .s3SignatureMismatch
    default: return self
    }
  }
}
