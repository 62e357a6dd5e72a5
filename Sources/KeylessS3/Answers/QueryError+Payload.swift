import KeylessAWS

/// What S3 answers to a body that is not what its head says.
extension QueryError {
  static let contentHashMismatch = s3(
    "XAmzContentSHA256Mismatch",
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed."
  )
  static let contentHashForm = invalidArgument(
    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, "
      + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, "
      + "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 "
      + "value."
  )
  static let missingContentLength = s3(
    "MissingContentLength",
    411,
    "You must provide the Content-Length HTTP header."
  )
  static let incompleteBody = s3(
    "IncompleteBody",
    400,
    "You did not provide the number of bytes specified by the Content-Length HTTP header"
  )
  static let smallChunk = s3(
    "InvalidChunkSizeError",
    403,
    "Only the last chunk is allowed to have a size less than 8192 bytes"
  )
  static let malformedTrailer = s3(
    "MalformedTrailerError",
    400,
    "The request contained trailing data that was not well-formed or did not conform to our published schema."
  )
  static let invalidDigest = s3("InvalidDigest", 400, "The Content-MD5 you specified was invalid.")

  static func badDigest(_ kind: String) -> Self {
    s3(
      "BadDigest",
      400,
      ASCII.equal(kind, "Content-MD5")
        ? "The Content-MD5 you specified did not match what we received."
        : "The \(kind) you specified did not match the calculated checksum."
    )
  }

  static let severalChecksums = invalidRequest(
    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."
  )
  static let noChecksum = invalidRequest(
    "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found."
  )
  static let checksumRequired = invalidRequest(
    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*"
  )
}
