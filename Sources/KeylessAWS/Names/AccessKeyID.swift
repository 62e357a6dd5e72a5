/// The public half of a credential: four letters of kind and sixteen base-32 letters that carry the account.
///
/// The eighty bits are one set bit, forty bits of account number and thirty-nine random bits. That is what public
/// write-ups of key ids since 2019 found, and what `GetAccessKeyInfo` can read back; AWS does not document it
/// (unverified). The published example `ASIAQNZGKIQY56JQ7WML` decodes to 029608264753.
package struct AccessKeyID: Hashable, Sendable, CustomStringConvertible {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Belongs to a user and does not expire.
    case longTerm = "AKIA"
    /// Belongs to a session and works only with its token.
    case session = "ASIA"
  }

  package let kind: Kind
  package let text: String

  /// Ten bytes of randomness are asked for, of which thirty-nine bits are used.
  package init(_ kind: Kind, account: AccountID, random: (Int) -> [UInt8]) {
    self.init(kind, account: account, noise: random(10)[...])
  }

  /// The same from ten bytes that were drawn together with others; missing ones count as zero.
  package init(_ kind: Kind, account: AccountID, noise: ArraySlice<UInt8>) {
    func random(_ place: Int) -> UInt64 {
      place < noise.count ? UInt64(noise[noise.startIndex + place]) : 0
    }
    let head = (1 << 40) | (account.number & 0xFF_FFFF_FFFF)
    let tail = (random(5) & 0x7F) << 32 | random(6) << 24 | random(7) << 16 | random(8) << 8 | random(9)
    self.kind = kind
    // Four letters of kind, then 41 and 39 bits, five to a letter: twenty bytes in all.
    text = unsafe String(unsafeUninitializedCapacity: 20) { out in
      unsafe out[0] = UInt8(ascii: "A")
      unsafe out[1] = UInt8(ascii: kind == .session ? "S" : "K")
      unsafe out[2] = UInt8(ascii: "I")
      unsafe out[3] = UInt8(ascii: "A")
      // Letter k holds the bits from 75 - 5k on; only the ninth takes from both words.
      for letter in 0..<8 { unsafe out[4 + letter] = Base32.letter(head >> UInt64(36 - 5 * letter)) }
      unsafe out[12] = Base32.letter((head & 1) << 4 | tail >> 35)
      for letter in 0..<7 { unsafe out[13 + letter] = Base32.letter(tail >> UInt64(30 - 5 * letter)) }
      return 20
    }
  }

  /// Exactly twenty characters with a known kind.
  package init?(_ text: String) {
    guard text.utf8.count == 20,
      let kind = Kind.allCases.first(where: { text.utf8.starts(with: $0.rawValue.utf8) }),
      Base32.decode(text.utf8.dropFirst(4)) != nil
    else { return nil }
    self.kind = kind
    self.text = text
  }

  /// The account written into the id; nil for the older ids whose first bit is not set.
  package var account: AccountID? {
    guard let bytes = Base32.decode(text.utf8.dropFirst(4)), bytes.count == 10, bytes[0] & 0x80 != 0 else { return nil }
    let head = bytes[0..<6].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return AccountID(number: (head & 0x7FFF_FFFF_FF80) >> 7)
  }

  package var description: String { text }
}
