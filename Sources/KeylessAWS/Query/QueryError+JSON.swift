extension QueryError {
  /// The same refusal in the words of a service that speaks JSON, whose codes for what every service refuses end in
  /// `Exception` ("Common Errors" in the API reference of AWS KMS and of AWS Lambda).
  ///
  /// The services of `X-Amz-Target` answer all of them with 400; the REST services keep the status.
  package func inJSON(isREST: Bool) -> QueryError {
    guard let name = Self.jsonCodes[code] else { return self }
    return QueryError(code: name, status: isREST ? status : 400, fault: fault, message: message)
  }

  private static let jsonCodes = [
    "AccessDenied": "AccessDeniedException",
    "ExpiredToken": "ExpiredTokenException",
    "IncompleteSignature": "IncompleteSignatureException",
    "InvalidClientTokenId": "UnrecognizedClientException",
    "MissingAuthenticationToken": "MissingAuthenticationTokenException",
    "SignatureDoesNotMatch": "InvalidSignatureException",
  ]
}
