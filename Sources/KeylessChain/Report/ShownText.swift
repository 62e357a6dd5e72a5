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
        && id.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }
    return isID ? id : "that is not shown, because it looks like no access key id"
  }

  /// A text without the tokens in it: a JWS in the place of a path is a token, wherever it stands.
  package static func withoutTokens(_ text: String) -> String {
    guard text.contains("eyJ") else { return text }
    var out: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      if let length = tokenLength(rest) {
        out += Array("(a token)".utf8)
        rest = rest.dropFirst(length)
      } else {
        out.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// How many bytes of `eyJ….….…` a text begins with; nil where it begins with none.
  private static func tokenLength(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.starts(with: "eyJ".utf8) else { return nil }
    let isPart = { (byte: UInt8) in
      (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_")
    }
    let header = bytes.prefix(while: isPart)
    let behind = bytes.dropFirst(header.count)
    guard behind.first == UInt8(ascii: ".") else { return nil }
    let payload = behind.dropFirst().prefix(while: isPart)
    guard !payload.isEmpty else { return nil }
    let last = behind.dropFirst(1 + payload.count)
    let signature = last.first == UInt8(ascii: ".") ? last.dropFirst().prefix(while: isPart).count + 1 : 0
    return header.count + 1 + payload.count + signature
  }
}
