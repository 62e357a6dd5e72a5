import Crypto

/// The part of a credential that says what a signature is good for: one day, one region, one service.
package struct CredentialScope: Sendable, CustomStringConvertible {
  /// `YYYYMMDD`.
  package var date: String
  package var region: String
  package var service: String
  package var terminator: String

  package init(date: String, region: String, service: String, terminator: String = "aws4_request") {
    self.date = date
    self.region = region
    self.service = service
    self.terminator = terminator
  }

  package var description: String { "\(date)/\(region)/\(service)/\(terminator)" }

  /// The signature of a string under the key that SigV4 derives from a secret for this scope.
  func sign(_ string: String, with secret: SecretAccessKey) -> String {
    Hex.encode(HMAC<SHA256>.authenticationCode(for: Array(string.utf8), using: key(for: secret)))
  }

  /// The key that SigV4 derives from a secret for this scope.
  func key(for secret: SecretAccessKey) -> SymmetricKey {
    var key = SymmetricKey(data: Array("AWS4\(secret.exposed)".utf8))
    for part in [date, region, service, terminator] {
      key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
    }
    return key
  }
}
