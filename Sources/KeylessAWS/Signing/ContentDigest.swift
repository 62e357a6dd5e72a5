import Crypto

/// The SHA-256 of a file's content, to know it again.
package enum ContentDigest {
  /// 64 hexadecimal digits in lower case.
  package static func sha256(_ bytes: [UInt8]) -> String { Hex.encode(SHA256.hash(data: bytes)) }
}
