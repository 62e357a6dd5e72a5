/// What a token is minted with apart from the pipeline's facts: issuer, audience, time, identifiers and the project's
/// subject settings.
///
/// Time and identifiers come in from outside; this room has no clock and no randomness.
package struct TokenRequest: Hashable, Sendable {
  /// Nil: the platform's default issuer.
  package var issuer: String?
  /// Nil: the platform's default audience; GitLab has none.
  package var audience: Audience?
  /// Unix seconds.
  package var issuedAt: Int
  /// Seconds; nil: the platform's default.
  package var lifetime: Int?
  /// The `jti`.
  package var tokenID: String
  package var keyID: String
  package var algorithm: String
  /// GitLab's `ci_id_token_sub_claim_components`, GitHub's `include_claim_keys`; nil: the default subject.
  package var subjectTemplate: [String]?
  /// GitHub; nil: what a repository created today has, which is immutable everywhere but on GHES.
  package var subjectLayout: SubjectLayout?
  /// Version of a self-managed server; nil: the newest.
  package var serverVersion: ServerVersion?
  /// GitHub's header member `x5t`; nil: 20 bytes made from the key id (FNV-1a), which is no certificate's thumbprint.
  ///
  /// No verifier may use it; it is there because GitHub's tokens have one.
  package var certificateThumbprint: String?
  package var claimOrder: ClaimOrder
  package var facts: GivenFacts

  package init(
    issuer: String? = nil,
    audience: Audience? = nil,
    issuedAt: Int,
    lifetime: Int? = nil,
    tokenID: String,
    keyID: String,
    algorithm: String = "RS256",
    subjectTemplate: [String]? = nil,
    subjectLayout: SubjectLayout? = nil,
    serverVersion: ServerVersion? = nil,
    certificateThumbprint: String? = nil,
    claimOrder: ClaimOrder = .minted,
    facts: GivenFacts = .completed
  ) {
    self.issuer = issuer
    self.audience = audience
    self.issuedAt = issuedAt
    self.lifetime = lifetime
    self.tokenID = tokenID
    self.keyID = keyID
    self.algorithm = algorithm
    self.subjectTemplate = subjectTemplate
    self.subjectLayout = subjectLayout
    self.serverVersion = serverVersion
    self.certificateThumbprint = certificateThumbprint
    self.claimOrder = claimOrder
    self.facts = facts
  }

  /// The `aud` claim: a string and a list of one string are different JSON, and stay different.
  package enum Audience: Hashable, Sendable {
    case one(String)
    case many([String])
  }

  /// The order of the payload's members; JSON gives it no meaning, people compare tokens by eye.
  package enum ClaimOrder: Hashable, Sendable {
    /// As the platform's code emits them, where it is known.
    case minted
    /// As the sample token of the platform's documentation has them.
    case documented
  }

  /// What to do about facts that were not given.
  package enum GivenFacts: Hashable, Sendable {
    /// Complete the pipeline first, as every real token is complete.
    case completed
    /// Leave their claims out: a token of an older server, or an excerpt. The subject's own facts must be there.
    case asGiven
  }
}
