import KeylessAWS
package import KeylessIntent
package import KeylessOIDC
package import KeylessPlatforms
package import KeylessIssuers
package import KeylessSource
package import KeylessSystem

/// Mints the tokens of one intent's pipelines, signed by the issuer that the local AWS plays.
package struct TokenPress: Sendable {
  package let platform: Platform
  private let intent: Intent
  private let issuer: PlayedIssuer
  private let system: System

  package init(platform: Platform, intent: Intent, issuer: PlayedIssuer, system: System) {
    self.platform = platform
    self.intent = intent
    self.issuer = issuer
    self.system = system
  }

  /// A token with what a transcript may show of it.
  package struct Minted: Sendable {
    package let token: SignedToken
    /// The `jti`.
    package let id: String
    package let payload: JSON
  }

  /// `age` is how long ago the token was issued, in seconds.
  ///
  /// Throws `PlatformError` on a pipeline the platform cannot have.
  package func mint(
    _ pipeline: Pipeline,
    layout: Subject.Layout?,
    audience: String? = nil,
    age: Int = 0
  ) throws -> Minted {
    let id = UUIDText.random(system.randomBytes(16))
    let request = TokenRequest(
      issuer: intent.issuer.url,
      audience: .one(audience ?? intent.audience),
      issuedAt: system.now() - age,
      tokenID: id,
      keyID: issuer.signingKey.keyID,
      subjectTemplate: template,
      subjectLayout: layout.map { $0 == .classic ? .classic : .immutable }
    )
    let unsigned = try platform.token(for: pipeline, request)
    return Minted(
      token: try SignedToken.mint(header: unsigned.header, payload: unsigned.payload, key: issuer.signingKey),
      id: id,
      payload: unsigned.payload
    )
  }

  /// The layouts in which this intent's projects may carry their subject; GitLab has one, without a name.
  package var layouts: [Subject.Layout?] {
    intent.subject.layouts.isEmpty ? [nil] : intent.subject.layouts
  }

  /// Seconds that a token of this platform lives.
  package var lifetime: Int { platform.lifetime.seconds }

  /// Nil where the platform's own default subject is meant.
  private var template: [String]? {
    let isDefault =
      switch intent.issuer.platform {
      case .gitlab: intent.subject.components == ["project_path", "ref_type", "ref"]
      case .github: intent.subject.components == ["repo", "context"]
      }
    return isDefault ? nil : intent.subject.components
  }
}
