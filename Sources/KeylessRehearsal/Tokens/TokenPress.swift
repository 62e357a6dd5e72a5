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
    try mint(pipeline, layout, .one(audience ?? intent.audience), age: age)
  }

  /// What a job gets that asks for its token itself: with the audience it names, or the platform's default.
  package func mint(_ pipeline: Pipeline, layout: Subject.Layout?, askedFor audience: String?) throws -> Minted {
    try mint(pipeline, layout, audience.map { .one($0) }, age: 0)
  }

  private func mint(
    _ pipeline: Pipeline,
    _ layout: Subject.Layout?,
    _ audience: TokenRequest.Audience?,
    age: Int
  ) throws -> Minted {
    let mint = TokenMint(
      platform: platform,
      issuer: intent.issuer.url,
      key: issuer.signingKey,
      subjectTemplate: template,
      subjectLayout: layout.map { $0 == .classic ? .classic : .immutable }
    )
    let id = UUIDText.random(system.randomBytes(16))
    let minted = try mint.mint(pipeline, .init(audience: audience, issuedAt: system.now() - age, tokenID: id))
    return Minted(token: minted.token, id: minted.id, payload: minted.payload)
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
