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
    let noise = Base32.padded(random(10), to: 10)
    let number = account.number
    let head = 1 << 47 | (number & 0xFF_FFFF_FFFF) << 7 | UInt64(noise[5] & 0x7F)
    let bytes = (0..<6).map { UInt8(truncatingIfNeeded: head >> UInt64(40 - 8 * $0)) } + noise[6..<10]
    self.kind = kind
    text = kind.rawValue + Base32.encode(bytes)
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
