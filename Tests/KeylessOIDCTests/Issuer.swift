import KeylessTesting
import KeylessOIDC

/// One issuer for the whole run: generating RSA keys is slow.
enum Issuer {
  static let forge = Result {
    try TokenForge(issuer: "https://token.example.com", audience: "sts.amazonaws.com", now: 1_800_000_000)
  }

  static func expected(_ forge: TokenForge) -> ExpectedToken {
    ExpectedToken(issuer: forge.issuer, clientIDs: ["first", forge.audience], keys: forge.keys, now: forge.now)
  }

  /// What the gate answers to a compact token: nil when it opens.
  static func refusal(_ compact: String, _ expected: ExpectedToken) -> TokenRefusal? {
    do {
      _ = try TokenVerifier.verify(try UnverifiedToken.parse(compact), against: expected)
      return nil
    } catch {
      return error as TokenRefusal
    }
  }
}

/// A small seeded generator (the published SplitMix64 recurrence), so that a failing case can be repeated.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
