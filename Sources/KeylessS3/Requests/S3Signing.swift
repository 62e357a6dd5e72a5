import HTTPTypes
import KeylessAWS
import KeylessCalls

/// What S3 asks of a signature beyond Signature Version 4 itself.
enum S3Signing {
  static func check(
    _ request: IncomingRequest,
    _ authenticated: CallerAuthentication.Authenticated?
  ) throws(QueryError) {
    guard let signed = authenticated?.signed else { return try checkUnsigned(request) }
    // What Amazon's own fields say must not be changed on the way.
    for field in request.headers where field.name.canonicalName.utf8.starts(with: "x-amz-".utf8) {
      let isSigned = signed.signedHeaders.contains { ASCII.equalIgnoringCase($0, field.name.canonicalName) }
      guard isSigned else { throw .unsignedHeaders }
    }
  }

  /// Whether the signature is of another version than 4, or of its asymmetric kin.
  static func isOldVersion(_ request: IncomingRequest) -> Bool {
    guard let header = request.headers[.authorization] else { return false }
    return !header.utf8.starts(with: "AWS4-HMAC-SHA256 ".utf8)
  }

  /// A request that tried to be signed is no anonymous one.
  private static func checkUnsigned(_ request: IncomingRequest) throws(QueryError) {
    for pair in Array(request.query.utf8).split(separator: UInt8(ascii: "&")) {
      if pair.starts(with: "AWSAccessKeyId=".utf8) { throw .oldSignatureVersion }
      let isPart = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-SignedHeaders"].contains {
        pair.starts(with: $0.utf8)
      }
      if isPart { throw .incompleteQuerySignature }
    }
  }
}
