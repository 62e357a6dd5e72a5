import Crypto
import Foundation
import HTTPTypes
import KeylessAWS

/// Signature Version 4 as S3 has it, written down once more for these tests: the signer of the product is not asked.
enum S3Signature {
  static func sign(path: String, hash: String, credentials: Credentials, now: Int) throws -> HTTPFields {
    let time = WireTime.basic(now)
    let scope = "\(time.prefix(8))/eu-west-1/s3/aws4_request"
    let names = "host;x-amz-content-sha256;x-amz-date;x-amz-security-token"
    let canonical = """
      GET
      \(path)

      host:127.0.0.1:4000
      x-amz-content-sha256:\(hash)
      x-amz-date:\(time)
      x-amz-security-token:\(credentials.sessionToken.exposed)

      \(names)
      \(hash)
      """
    let text = "AWS4-HMAC-SHA256\n\(time)\n\(scope)\n\(hex(SHA256.hash(data: Data(canonical.utf8))))"
    var key = Data(("AWS4" + credentials.secretAccessKey.exposed).utf8)
    for part in scope.split(separator: "/") { key = hmac(Data(part.utf8), key) }
    var fields = HTTPFields()
    fields[.authorization] =
      "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), SignedHeaders=\(names), "
      + "Signature=\(hex(hmac(Data(text.utf8), key)))"
    for (name, value) in [
      ("x-amz-content-sha256", hash), ("x-amz-date", time), ("x-amz-security-token", credentials.sessionToken.exposed),
    ] {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    return fields
  }

  private static func hmac(_ data: Data, _ key: Data) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: data, using: SymmetricKey(data: key)))
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
