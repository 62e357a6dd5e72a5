import KeylessOIDC
import KeylessPlatforms

/// Distinct genuine GitLab tokens of one key.
enum Tokens {
  static let issuer = "https://gitlab.com"
  static let audience = "sts.amazonaws.com"

  static func mint(_ count: Int, key: SigningKey, now: Int) throws -> [String] {
    guard let platform = Platform.named("gitlab") else { throw BenchmarkError(description: "there is no gitlab") }
    let pipeline = Pipeline(
      platform: platform.id,
      facts: ["project_path": .text("acme/shop"), "ref": .text("main"), "ref_type": .text("branch")]
    )
    return try (0..<count).map { number in
      let unsigned = try platform.token(
        for: pipeline,
        TokenRequest(
          issuer: issuer,
          audience: .one(audience),
          issuedAt: now,
          tokenID: "00000000-0000-4000-8000-\(String(number + 100_000_000_000))",
          keyID: key.keyID
        )
      )
      return try SignedToken.mint(header: unsigned.header, payload: unsigned.payload, key: key).reveal()
    }
  }
}
