/// Byte classes that the wire formats of this room share; bytes above 0x7F belong to none of them.
package enum ASCII {
  package static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  package static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

  /// `[A-Za-z0-9_]`, what `\w` means in AWS's patterns.
  package static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "_") }

  /// RFC 3986 `unreserved`, the only bytes SigV4 leaves alone.
  package static func isUnreserved(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~")
  }

  package static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// Header names are ASCII and compare without case; nothing else about them is folded.
  package static func equalIgnoringCase(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && zip(left.utf8, right.utf8).allSatisfy { lowercased($0) == lowercased($1) }
  }

  package static func lowercased(_ text: String) -> String {
    String(decoding: text.utf8.map(lowercased), as: UTF8.self)
  }

  /// Equality of bytes, where `==` would accept a canonically equivalent spelling.
  package static func equal(_ left: some StringProtocol, _ right: some StringProtocol) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }

  /// The same for two whole strings, without generics in the way.
  package static func equal(_ left: String, _ right: String) -> Bool {
    unsafe left.withBytes { left in
      unsafe right.withBytes { right in
        guard left.count == right.count else { return false }
        for index in left.indices where unsafe left[index] != right[index] { return false }
        return true
      }
    }
  }

  /// Whether the bytes of `text` begin with those of `prefix`.
  package static func begins(_ text: String, with prefix: String) -> Bool {
    unsafe text.withBytes { text in
      unsafe prefix.withBytes { prefix in
        guard text.count >= prefix.count else { return false }
        for index in prefix.indices where unsafe text[index] != prefix[index] { return false }
        return true
      }
    }
  }

  /// An unsigned decimal of at most eighteen digits, no sign, no space.
  package static func integer(_ digits: some Collection<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 18, digits.allSatisfy(isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }
}
