import KeylessSource

/// Takes tokens and keys out of text that is about to be printed.
///
/// Somebody who gives a token where a name belongs would otherwise find it again in the error message, and so in a job's log.
package enum TokenRedaction {
  /// What looks like a secret is written as `<redacted>`: a compact JWS, the long base64 of a session token, and whatever has
  /// the form of a secret access key.
  ///
  /// A name that happens to have such a form goes too; no ARN, hash or id of AWS has one.
  package static func redacting(_ text: String) -> String {
    let bytes = Array(text.utf8)
    // The shortest of them is no shorter.
    guard bytes.count >= 5 else { return text }
    var secrets = runs(of: isTokenByte, in: bytes).filter { looksLikeToken(bytes[$0]) || holdsToken(bytes[$0]) }
    if bytes.count >= SecretKeyForm.length {
      secrets += runs(of: SecretKeyForm.isPart, in: bytes).compactMap { secretKey(in: $0, of: bytes) }
      for alphabet in [SecretKeyForm.isPart, isBase64URLByte] {
        secrets += runs(of: alphabet, in: bytes).filter { $0.count >= sealedLength && SecretKeyForm.isMixed(bytes[$0]) }
      }
    }
    guard !secrets.isEmpty else { return text }
    var out: [UInt8] = []
    var copied = 0
    for secret in secrets.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if secret.lowerBound >= copied { out += bytes[copied..<secret.lowerBound] + Array("<redacted>".utf8) }
      copied = max(copied, secret.upperBound)
    }
    return String(decoding: out + bytes[copied...], as: UTF8.self)
  }

  /// Whether the whole text has the form of a compact JWS (RFC 7515, section 7.1), whatever is in it.
  package static func isToken(_ text: String) -> Bool {
    text.utf8.allSatisfy(isTokenByte) && looksLikeToken(Array(text.utf8)[...])
  }

  /// No session token is as short.
  private static let sealedLength = 100

  private static func runs(of isPart: (UInt8) -> Bool, in bytes: [UInt8]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for (place, byte) in bytes.enumerated() where !isPart(byte) {
      if place > start { runs.append(start..<place) }
      start = place + 1
    }
    if bytes.count > start { runs.append(start..<bytes.count) }
    return runs
  }

  /// The run itself, or what follows a slash in it, as in `role/…`.
  private static func secretKey(in run: Range<Int>, of bytes: [UInt8]) -> Range<Int>? {
    let start = run.upperBound - SecretKeyForm.length
    guard start >= run.lowerBound, start == run.lowerBound || bytes[start - 1] == UInt8(ascii: "/"),
      SecretKeyForm.isMixed(bytes[start..<run.upperBound])
    else { return nil }
    return start..<run.upperBound
  }

  private static func looksLikeToken(_ word: ArraySlice<UInt8>) -> Bool {
    word.starts(with: "eyJ".utf8) && word.count { $0 == UInt8(ascii: ".") } >= 2
  }

  /// A token that something is glued to, as in `--eyJ…`; no real one is as short as a name with a few dots.
  private static func holdsToken(_ word: ArraySlice<UInt8>) -> Bool {
    guard let start = word.firstRange(of: Array("eyJ".utf8))?.lowerBound, word.endIndex - start >= 32 else {
      return false
    }
    return word[start...].count { $0 == UInt8(ascii: ".") } >= 2
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    isBase64URLByte(byte) || byte == UInt8(ascii: ".")
  }

  private static func isBase64URLByte(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
