/// A signature that is well-formed and current but not yet checked: the caller looks up the key, then verifies.
package struct SignedRequest: Sendable {
  /// Where the signature was found.
  package enum Placement: Hashable, Sendable {
    case header
    case query
  }

  package let accessKeyID: String
  package let scope: CredentialScope
  package let placement: Placement
  package let signedHeaders: [String]
  /// The time of signing, Unix seconds.
  package let time: Int
  /// Covered by the signature.
  package let sessionToken: SessionToken?
  let signature: String
  /// Nil when the request cannot match any signature: a signed header is missing.
  let stringToSign: String?

  /// Refuses with `SignatureDoesNotMatch` unless the signature was made with this secret; takes the same time wherever the
  /// two signatures differ.
  package func verify(secret: SecretAccessKey) throws(QueryError) {
    let expected = scope.sign(stringToSign ?? "", with: secret)
    guard ConstantTime.equal(Array(expected.utf8), Array(signature.utf8)), stringToSign != nil else {
      throw .badSignature
    }
  }
}
