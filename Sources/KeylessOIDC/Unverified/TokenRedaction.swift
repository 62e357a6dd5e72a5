/// Takes tokens out of text that is about to be printed.
///
/// Somebody who gives a token where a name belongs would otherwise find it again in the error message, and so in a job's log.
package enum TokenRedaction {
  /// Every run of three base64url segments that begins as the base64url of `{"` is written as `<redacted>`.
  package static func redacting(_ text: String) -> String {
    var out: [UInt8] = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      if isTokenByte(byte) {
        word.append(byte)
      } else {
        out += shown(word)
        word.removeAll(keepingCapacity: true)
        out.append(byte)
      }
    }
    return String(decoding: out + shown(word), as: UTF8.self)
  }

  /// Whether the whole text has the form of a compact JWS (RFC 7515, section 7.1), whatever is in it.
  package static func isToken(_ text: String) -> Bool {
    text.utf8.allSatisfy(isTokenByte) && looksLikeToken(Array(text.utf8))
  }

  private static func shown(_ word: [UInt8]) -> [UInt8] {
    looksLikeToken(word) || holdsToken(word) ? Array("<redacted>".utf8) : word
  }

  private static func looksLikeToken(_ word: [UInt8]) -> Bool {
    word.starts(with: "eyJ".utf8) && word.count { $0 == UInt8(ascii: ".") } >= 2
  }

  /// A token that something is glued to, as in `--eyJ…`; no real one is as short as a name with a few dots.
  private static func holdsToken(_ word: [UInt8]) -> Bool {
    guard let start = word.firstRange(of: Array("eyJ".utf8))?.lowerBound, word.count - start >= 32 else { return false }
    return word[start...].count { $0 == UInt8(ascii: ".") } >= 2
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
