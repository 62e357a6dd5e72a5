/// The error AWS answers with: what goes on the wire, word for word (AWS STS API, errors).
package struct AWSError: Hashable, Sendable {
  package enum Code: String, Hashable, Sendable {
    case invalidIdentityToken = "InvalidIdentityToken"
    /// The suffix is on the wire.
    case expiredToken = "ExpiredTokenException"
  }

  package let code: Code
  package let status: Int
  package let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    status = 400
    self.message = message
  }
}
