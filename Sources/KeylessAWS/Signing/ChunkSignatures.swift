import Crypto

/// The chain of signatures over the chunks of a body: each covers the one before it, the first the request's own
/// (Amazon S3 API Reference, "Transferring Payload in Multiple Chunks").
package struct ChunkSignatures: Sendable {
  private let key: SymmetricKey
  /// The time of signing and the scope, as lines of the text that is signed.
  private let context: String
  private var previous: String

  private static let emptyHash = Hex.encode(SHA256.hash(data: [UInt8]()))

  /// `seed` is the signature of the request's head.
  package init(secret: SecretAccessKey, scope: CredentialScope, time: Int, seed: String) {
    key = scope.key(for: secret)
    context = "\(WireTime.basic(time))\n\(scope)"
    previous = seed
  }

  /// The signature of the next chunk.
  package mutating func next(chunk: ArraySlice<UInt8>) -> String {
    let hash = Hex.encode(SHA256.hash(data: chunk))
    return sign("AWS4-HMAC-SHA256-PAYLOAD\n\(context)\n\(previous)\n\(Self.emptyHash)\n\(hash)")
  }

  /// The signature of the trailers, which are written as `name:value` and a line feed each.
  package mutating func next(trailers: [HTTPHeader]) -> String {
    let lines = trailers.map { "\($0.name):\($0.value)\n" }.joined()
    let hash = Hex.encode(SHA256.hash(data: Array(lines.utf8)))
    return sign("AWS4-HMAC-SHA256-TRAILER\n\(context)\n\(previous)\n\(hash)")
  }

  private mutating func sign(_ text: String) -> String {
    previous = Hex.encode(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    return previous
  }
}

extension SignedRequest {
  /// The chain that begins with this request's signature, which must have been verified.
  package func chunkSignatures(secret: SecretAccessKey) -> ChunkSignatures {
    ChunkSignatures(secret: secret, scope: scope, time: time, seed: signature)
  }
}
