import HTTPTypes
import KeylessAWS
import KeylessCalls

/// The body of a request, held against everything its head says about it: the hash in the signature, the signatures of
/// chunks, the length, `Content-MD5` and the checksum.
struct S3Payload: Sendable {
  let bytes: [UInt8]
  let checksum: (kind: ObjectChecksum, value: String)?

  /// Of one object, in bytes.
  static let mostBytes = 16 * 1024 * 1024

  init(_ request: IncomingRequest, _ authenticated: CallerAuthentication.Authenticated?) throws(QueryError) {
    let hash = request.claimedContentHash
    var trailers: [HTTPHeader] = []
    if let form = hash.flatMap({ ChunkedPayload.Form($0) }) {
      let payload = try Self.chunks(request, form, authenticated)
      (bytes, trailers) = (payload.bytes, payload.trailers)
    } else {
      bytes = request.body
      try Self.check(hash, of: bytes, authenticated)
    }
    guard bytes.count <= Self.mostBytes else { throw .entityTooLarge }
    try Self.checkMD5(request.headers.text("content-md5"), of: bytes)
    checksum = try Self.checksum(request, trailers, of: bytes)
  }

  /// S3 wants the hash in every request whose signature is in a header; a URL that was signed covers no body.
  private static func check(
    _ hash: String?,
    of bytes: [UInt8],
    _ authenticated: CallerAuthentication.Authenticated?
  ) throws(QueryError) {
    guard let hash else {
      guard authenticated?.signed.placement != .header else {
        throw .invalidRequest("Missing required header for this request: x-amz-content-sha256")
      }
      return
    }
    if ASCII.equal(hash, "UNSIGNED-PAYLOAD") { return }
    if hash.utf8.starts(with: "STREAMING-".utf8) {
      throw .notImplementedByS3("`x-amz-content-sha256: \(bounded(hash))`")
    }
    let isHash =
      hash.utf8.count == 64
      && hash.utf8.allSatisfy { ASCII.isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
    guard isHash else { throw .contentHashForm }
    guard ASCII.equal(Hex.encode(Digest.sha256(bytes)), hash) else { throw .contentHashMismatch }
  }

  private static func chunks(
    _ request: IncomingRequest,
    _ form: ChunkedPayload.Form,
    _ authenticated: CallerAuthentication.Authenticated?
  ) throws(QueryError) -> ChunkedPayload {
    guard let text = request.headers.text("x-amz-decoded-content-length") else { throw .missingContentLength }
    guard let length = ASCII.integer(text.utf8) else {
      throw .invalidArgument("The value of x-amz-decoded-content-length is not a number of bytes.")
    }
    guard length <= mostBytes else { throw .entityTooLarge }
    let names = (request.headers.text("x-amz-trailer") ?? "").split(separator: ",").map {
      ASCII.lowercased(String($0).filter { $0 != " " })
    }
    guard form.hasTrailer || names.isEmpty else { throw .malformedTrailer }
    // Without a caller there is nobody whose signature the chunks could have.
    let signatures = form.isSigned ? authenticated.map { $0.signed.chunkSignatures(secret: $0.secret) } : nil
    do {
      return try ChunkedPayload(
        request.body,
        form: form,
        length: length,
        announced: names,
        signatures: signatures
      )
    } catch {
      switch error {
      case .malformed, .length: throw .incompleteBody
      case .signature: throw .s3SignatureMismatch
      case .smallChunk: throw .smallChunk
      case .trailer: throw .malformedTrailer
      }
    }
  }

  private static func checkMD5(_ text: String?, of bytes: [UInt8]) throws(QueryError) {
    guard let text else { return }
    guard let digest = Base64.decode(text), digest.count == 16 else { throw .invalidDigest }
    guard digest == Digest.md5(bytes) else { throw .badDigest("Content-MD5") }
  }

  private static func checksum(
    _ request: IncomingRequest,
    _ trailers: [HTTPHeader],
    of bytes: [UInt8]
  ) throws(QueryError) -> (kind: ObjectChecksum, value: String)? {
    var found: [(kind: ObjectChecksum, value: String)] = []
    for kind in ObjectChecksum.allCases {
      if let value = request.headers.text(kind.header) { found.append((kind, value)) }
    }
    for trailer in trailers {
      guard let kind = ObjectChecksum.allCases.first(where: { ASCII.equal($0.header, trailer.name) }) else {
        throw .notImplementedByS3("the trailer `\(bounded(trailer.name))`")
      }
      found.append((kind, trailer.value))
    }
    guard found.count <= 1 else { throw .severalChecksums }
    try checkAlgorithm(request, found.first?.kind)
    guard let sent = found.first else { return nil }
    guard let value = Base64.decode(sent.value), value.count == sent.kind.size else {
      throw .invalidRequest("Value for \(sent.kind.header) header is invalid.")
    }
    guard ASCII.equal(sent.kind.value(of: bytes), sent.value) else { throw .badDigest(sent.kind.rawValue) }
    return sent
  }

  /// What the SDK says it computed, against what it sent.
  private static func checkAlgorithm(_ request: IncomingRequest, _ kind: ObjectChecksum?) throws(QueryError) {
    guard let name = request.headers.text("x-amz-sdk-checksum-algorithm") else { return }
    guard ObjectChecksum.allCases.contains(where: { ASCII.equalIgnoringCase($0.rawValue, name) }) else {
      throw .notImplementedByS3("`x-amz-sdk-checksum-algorithm: \(bounded(name))`")
    }
    guard let kind else { throw .noChecksum }
    guard ASCII.equalIgnoringCase(kind.rawValue, name) else {
      throw .invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.")
    }
  }
}
