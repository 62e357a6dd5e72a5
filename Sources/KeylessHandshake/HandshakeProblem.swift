package import KeylessSource

/// Why a handshake does not open, or why it cannot be said.
package struct HandshakeProblem: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The job asks for a role and gets no token.
    case noToken
    /// Whether the job has a token is not known.
    case tokenUnknown
    /// The job gets a token that no tool of it is given.
    case notDelivered
    /// The token's audience is not among the provider's.
    case audienceOfProvider
    /// The trust policy wants another audience.
    case audienceOfPolicy
    /// The token has audiences beside the one that is needed.
    case extraAudience
    /// No role of these files has this ARN.
    case noSuchRole
    case malformedRole
    /// A condition of the trust policy refuses the job's token; the key is given.
    case condition(key: String)
    /// No statement speaks of the issuer.
    case issuer
    /// The session name can hold characters that STS refuses.
    case sessionName
    /// STS or the role refuses a session of this length.
    case duration
    /// The job never runs.
    case neverRuns
    /// It cannot be said.
    case unknown
  }

  package var kind: Kind
  /// A clause.
  package var message: String
  /// In the CI half, or where the text stands that decides.
  package var span: SourceSpan
  /// In the other half.
  package var other: SourceSpan?
  /// What to do, as an imperative.
  package var help: String?

  package init(
    _ kind: Kind,
    _ message: String,
    at span: SourceSpan,
    other: SourceSpan? = nil,
    help: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.span = span
    self.other = other
    self.help = help
  }
}
