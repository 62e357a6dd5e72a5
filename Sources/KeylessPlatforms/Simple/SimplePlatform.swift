/// The rules of a platform that differs from others in data alone.
struct SimplePlatform: Sendable {
  let id: PlatformID
  let title: String
  let facts: [Fact]
  /// In the order in which they are supplied.
  let supplies: [Supply]
  let rules: [FactRule]
  let claims: [Claim]
  /// The claims AWS maps for the platform's public issuer, beside the general ones.
  let mapped: [MappedClaim]
  let issuers: [IssuerPattern]
  /// Nil where every tenant has its own, or nobody publishes one.
  let defaultIssuer: String?
  let audience: AudienceRule
  let lifetime: Platform.Lifetime
  let header: [HeaderMember]
  let documentedOrder: [String]
  let forms: [SubjectForm]
  let ownership: Ownership
  let sessionClaims: SessionClaims
  let nearMisses: [NearMissRule]
  let jobToken: [String]

  init(
    id: PlatformID,
    title: String,
    facts: [Fact],
    supplies: [Supply] = [],
    rules: [FactRule] = [],
    claims: [Claim],
    mapped: [MappedClaim] = [],
    issuers: [IssuerPattern],
    defaultIssuer: String? = nil,
    audience: AudienceRule,
    lifetime: Platform.Lifetime,
    header: [HeaderMember] = [.type, .algorithm, .keyID],
    documentedOrder: [String] = [],
    forms: [SubjectForm],
    ownership: Ownership,
    sessionClaims: SessionClaims = .never,
    nearMisses: [NearMissRule],
    jobToken: [String]
  ) {
    self.id = id
    self.title = title
    self.facts = facts
    self.supplies = supplies
    self.rules = rules
    self.claims = claims
    self.mapped = mapped
    self.issuers = issuers
    self.defaultIssuer = defaultIssuer
    self.audience = audience
    self.lifetime = lifetime
    self.header = header
    self.documentedOrder = documentedOrder
    self.forms = forms
    self.ownership = ownership
    self.sessionClaims = sessionClaims
    self.nearMisses = nearMisses
    self.jobToken = jobToken
  }
}

extension Platform {
  /// A platform that is data alone.
  init(_ simple: SimplePlatform) {
    self.init(
      id: simple.id,
      title: simple.title,
      facts: simple.facts,
      claims: simple.claims,
      issuers: simple.issuers.map(\.form),
      defaultIssuer: simple.defaultIssuer,
      lifetime: simple.lifetime,
      ownership: simple.ownership,
      sessionClaims: simple.sessionClaims,
      jobToken: simple.jobToken,
      documentedOrder: simple.documentedOrder,
      rules: simple
    )
  }
}
