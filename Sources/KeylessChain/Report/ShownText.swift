import KeylessSource

/// What may be shown of a text that somebody may have put a secret into by mistake.
package enum ShownText {
  /// An access key id; what does not look like one may be the secret key in its place.
  ///
  /// Ids are capitals and digits, at most 32 of them; secret keys are 40 characters of all kinds.
  package static func accessKeyID(_ id: String) -> String {
    let isID =
      id.utf8.count < 16
      || id.utf8.count <= 32
        && id.utf8.allSatisfy { isCapital($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    return isID ? id : "that is not shown, because it looks like no access key id"
  }

  /// A text without what looks like a secret: tokens, access keys, and words longer than any name that people write.
  ///
  /// A JWS in the place of a path or a profile is a token, wherever it stands. The id of an access key is no secret, but where
  /// it stands in the place of something else the secret key may be near: it is shown only where ids are meant.
  package static func withoutSecrets(_ text: String, showingKeyIDs: Bool = false) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var start = 0
    for index in 0...bytes.count where index == bytes.count || isSeparator(bytes[index]) {
      append(bytes[start..<index], to: &out, showingKeyIDs)
      if index < bytes.count { out.append(bytes[index]) }
      start = index + 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// A part of a text, as the host of a URL; nothing of it where the whole is too long to be what it should be.
  static func part(_ part: some StringProtocol, of whole: String) -> String {
    whole.utf8.count > longestWord ? tooLong : withoutSecrets(String(part))
  }

  private static let tooLong = "(a long text)"
  /// A session token has more; hardly a path or a role has as many.
  private static let longestWord = 256
  /// Of a token that lost its later parts.
  private static let shortestHeader = 20
  /// Ids have 20 characters.
  private static let shortestKey = 16

  /// The bound on a word keeps the search in it, which looks ahead from each place, from growing with the text.
  private static func append(_ word: ArraySlice<UInt8>, to out: inout [UInt8], _ showingKeyIDs: Bool) {
    guard word.count <= longestWord else {
      out += tooLong.utf8
      return
    }
    var rest = word
    var isStart = true
    while let byte = rest.first {
      if let length = tokenLength(rest) {
        out += "(a token)".utf8
        rest = rest.dropFirst(length)
      } else if !showingKeyIDs, let length = keyLength(rest) {
        out += "(an access key)".utf8
        rest = rest.dropFirst(length)
      } else if isStart, SecretKeyForm.fits(rest.prefix { !isJoint($0) }) {
        out += "(a secret)".utf8
        rest = rest.dropFirst(SecretKeyForm.length)
      } else if let length = userLength(rest) {
        out += "://(a user)@".utf8
        rest = rest.dropFirst(length)
      } else {
        out.append(byte)
        rest = rest.dropFirst()
        isStart = isJoint(byte)
        continue
      }
      isStart = false
    }
  }

  /// How many bytes of a JWS or JWE a word begins with; nil where it begins with none.
  private static func tokenLength(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.starts(with: "eyJ".utf8) else { return nil }
    let dot = UInt8(ascii: ".")
    let token = word.prefix { isPart($0) || $0 == dot }
    let header = token.prefix { $0 != dot }
    let hasMore = token.dropFirst(header.count).contains { $0 != dot }
    return hasMore || header.count >= shortestHeader ? token.count : nil
  }

  private static func keyLength(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.starts(with: "AKIA".utf8) || word.starts(with: "ASIA".utf8) else { return nil }
    let key = word.prefix { isCapital($0) || isDigit($0) }
    return key.count >= shortestKey ? key.count : nil
  }

  /// What stands between a key and its value, or an id and its secret, or ends a sentence.
  private static func isJoint(_ byte: UInt8) -> Bool { ":=@&.".utf8.contains(byte) }

  /// How many bytes of `://USER:PASSWORD@` a text begins with; nil where it begins with none.
  private static func userLength(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.starts(with: "://".utf8) else { return nil }
    let authority = word.dropFirst(3).prefix { $0 != UInt8(ascii: "/") }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    return at - word.startIndex + 1
  }

  /// What stands around a word of ours or of a tool: blanks, quotes, brackets.
  private static func isSeparator(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F || separators.contains(byte) }
  private static let separators = Set("\"'`()[]{}<>,;|".utf8)

  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isPart(_ byte: UInt8) -> Bool {
    isCapital(byte & ~0x20) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
