/// What AWS answers to a bad signature, word for word.
extension QueryError {
  /// Text (unverified).
  package static let missingAuthentication = QueryError(
    code: "MissingAuthenticationToken",
    status: 403,
    message: "Request is missing Authentication Token"
  )
  package static let invalidClientToken = QueryError(
    code: "InvalidClientTokenId",
    status: 403,
    message: "The security token included in the request is invalid."
  )
  /// The code of expired session credentials, not the one of an expired identity token.
  package static let expiredSession = QueryError(
    code: "ExpiredToken",
    status: 403,
    message: "The security token included in the request is expired"
  )
  package static let badSignature = signatureMismatch(
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
      + "and signing method. Consult the service documentation for details."
  )
  /// Text (unverified).
  package static let hostNotSigned = signatureMismatch(
    "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
  )
  /// The text is recalled, not recorded (unverified).
  package static func missingSigningParameters(_ names: [String]) -> Self {
    let faults = names.map { "AWS query-string parameters must include '\($0)'." }.joined(separator: " ")
    return incompleteSignature(faults + " Re-examine the query-string parameters.")
  }

  /// For a service that looks at `X-Amz-Expires`; the text is ours (unverified).
  package static let presignedExpired = QueryError(code: "RequestExpired", message: "Request has expired.")

  package static func signatureMismatch(_ message: String) -> Self {
    QueryError(code: "SignatureDoesNotMatch", status: 403, message: message)
  }

  /// Status 400 (unverified).
  package static func incompleteSignature(_ message: String) -> Self {
    QueryError(code: "IncompleteSignature", message: message)
  }

  /// Code and status as reported, the text is ours (unverified).
  package static let signatureVersion2 = incompleteSignature(
    "The request is signed with Signature Version 2; sign it with 'AWS4-HMAC-SHA256'."
  )

  package static func credentialParts(_ credential: String) -> Self {
    incompleteSignature(
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '\(credential)'"
    )
  }

  /// Text (unverified).
  package static func badDate(_ text: String) -> Self {
    incompleteSignature(
      "Date must be in ISO-8601 'basic format'. Got '\(text)'. See http://en.wikipedia.org/wiki/ISO_8601"
    )
  }

  /// First the request's time, then the limit, then the server's clock.
  package static func signatureExpired(_ time: Int, now: Int) -> Self {
    signatureMismatch(
      "Signature expired: \(WireTime.basic(time)) is now earlier than \(WireTime.basic(now &- 900)) "
        + "(\(WireTime.basic(now)) - 15 min.)"
    )
  }

  package static func signatureNotYetCurrent(_ time: Int, now: Int) -> Self {
    signatureMismatch(
      "Signature not yet current: \(WireTime.basic(time)) is still later than \(WireTime.basic(now &+ 900)) "
        + "(\(WireTime.basic(now)) + 15 min.)"
    )
  }
}
