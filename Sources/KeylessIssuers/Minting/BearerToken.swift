import KeylessAWS
import KeylessOIDC

/// A secret that whoever presents it is believed to have been given; it prints as `<redacted>`.
package struct BearerToken: SecretText {
  package let exposed: String

  package init(_ text: String) { exposed = text }

  /// 256 bits as base64url; nil when the random source gave fewer.
  package static func random(_ bytes: (Int) -> [UInt8]) -> BearerToken? {
    let bytes = bytes(32)
    return bytes.count == 32 ? BearerToken(Base64URL.encode(bytes)) : nil
  }
}
