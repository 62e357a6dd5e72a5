import KeylessAWS

/// The name under which a token is cached: the SHA-1 of what it is for, in hexadecimal, which protects nothing.
enum CacheName {
  static func sha1(_ text: String) -> String { Hex.encode(Digest.sha1(Array(text.utf8))) }
}
