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
