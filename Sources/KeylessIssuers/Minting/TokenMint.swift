package import KeylessOIDC
package import KeylessPlatforms
package import KeylessSource

/// Mints the tokens of one platform with one key, as that platform would for a pipeline's job.
package struct TokenMint: Sendable {
  package let platform: Platform
  /// The `iss`; nil: the platform's default.
  package let issuer: String?
  private let key: SigningKey
  private let subjectTemplate: [String]?
  private let subjectLayout: SubjectLayout?

  /// A subject template and layout are the project's settings; nil: the platform's own.
  package init(
    platform: Platform,
    issuer: String?,
    key: SigningKey,
    subjectTemplate: [String]? = nil,
    subjectLayout: SubjectLayout? = nil
  ) {
    self.platform = platform
    self.issuer = issuer
    self.key = key
    self.subjectTemplate = subjectTemplate
    self.subjectLayout = subjectLayout
  }

  /// What one token is minted with besides the pipeline.
  package struct Order: Sendable {
    /// Nil: the platform's default audience, where it has one.
    package var audience: TokenRequest.Audience?
    /// Unix seconds.
    package var issuedAt: Int
    /// Seconds; nil: the platform's own.
    package var lifetime: Int?
    /// The `jti`.
    package var tokenID: String

    package init(audience: TokenRequest.Audience?, issuedAt: Int, lifetime: Int? = nil, tokenID: String) {
      self.audience = audience
      self.issuedAt = issuedAt
      self.lifetime = lifetime
      self.tokenID = tokenID
    }
  }

  /// A token with what a transcript may show of it.
  package struct Minted: Sendable {
    package let token: SignedToken
    /// The `jti`.
    package let id: String
    package let payload: JSON
  }

  /// Throws `PlatformError` on a pipeline that the platform cannot have or gives no token.
  package func mint(_ pipeline: Pipeline, _ order: Order) throws -> Minted {
    let unsigned = try platform.token(
      for: pipeline,
      TokenRequest(
        issuer: issuer,
        audience: order.audience,
        issuedAt: order.issuedAt,
        lifetime: order.lifetime,
        tokenID: order.tokenID,
        keyID: key.keyID,
        algorithm: key.defaultAlgorithm.name,
        subjectTemplate: subjectTemplate,
        subjectLayout: subjectLayout
      )
    )
    return Minted(
      token: try SignedToken.mint(header: unsigned.header, payload: unsigned.payload, key: key),
      id: order.tokenID,
      payload: unsigned.payload
    )
  }
}
