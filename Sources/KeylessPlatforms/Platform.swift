/// A CI system that mints job tokens, as data: its issuers, facts, claims, subject forms and times.
///
/// Everything else asks this value; adding a platform is one file with its data, a `SimplePlatform` unless it needs
/// rules of its own (`PlatformRules`), and one line in `all`.
package struct Platform: Sendable {
  package let id: PlatformID
  package let title: String
  package let facts: [Fact]
  /// In the order the platform emits them.
  package let claims: [Claim]
  package let issuers: [IssuerForm]
  /// Nil where every tenant has an issuer of its own; `issuer(of:)` knows it then.
  package let defaultIssuer: String?
  package let lifetime: Lifetime
  /// Which components say whose token it is.
  package let ownership: Ownership
  /// Which of its tokens' claims speak to AWS itself.
  package var sessionClaims = SessionClaims.never
  /// How a job comes by its token, a sentence each, for people who wire it.
  package let jobToken: [String]
  /// The order of the sample token in the platform's documentation.
  let documentedOrder: [String]
  let rules: any PlatformRules

  package static let all: [Platform] = [
    .gitlab, .github, .circleci, .bitbucket, .buildkite, .hcpTerraform, .eks, .oidc,
  ]

  package static func named(_ name: String) -> Platform? {
    all.first { $0.id.description.utf8.elementsEqual(name.utf8) }
  }

  /// The platform that publishes this issuer; nil for a private host that could be anybody's.
  package static func issuing(_ issuer: String) -> Platform? {
    guard let url = IssuerURL(issuer), url.isSecure else { return nil }
    return all.first { $0.rules.publishes(url) }
  }

  /// The fact of this name; GitHub's `repo_property_NAME` are facts too.
  package func fact(named name: String) -> Fact? {
    facts.first { $0.name.utf8.elementsEqual(name.utf8) } ?? rules.dynamicFact(name)
  }

  /// The forms of this platform's tokens; throws when the selection is one the platform does not have.
  ///
  /// Where the job itself chooses its subject (Buildkite), every choice is a form of its own unless a template picks one.
  package func forms(_ selection: FormSelection = FormSelection()) throws(PlatformError) -> [TokenForm] {
    guard let issuer = selection.issuer ?? defaultIssuer else { return try rules.forms(selection, issuer: nil) }
    return try rules.forms(selection, issuer: issuerURL(issuer))
  }

  /// The issuer of a pipeline's tokens: the platform's only one, or the tenant's own where the facts name the tenant.
  ///
  /// Nil when it must be given.
  package func issuer(of pipeline: Pipeline) throws(PlatformError) -> String? {
    if let defaultIssuer { return defaultIssuer }
    return rules.issuer(of: try settled(pipeline, issuer: nil))
  }

  /// Whether an issuer of this platform serves tenants who do not trust each other, so that strangers have its tokens.
  package func isShared(_ issuer: String) -> Bool {
    SharedIssuer.matching(issuer) != nil || IssuerURL(issuer).map { rules.shares($0) } ?? false
  }

  /// The forms of the default issuer, or of any where there is no default, without a custom subject.
  package var subjectForms: [TokenForm] { (try? forms()) ?? [] }

  /// The raw values of the components of one completed pipeline, by which templates are rendered.
  package func components(of pipeline: Pipeline) -> [String: String] {
    rules.components(FactSheet(platform: id, facts: pipeline.facts, issuer: nil))
  }

  /// The facts that say what these components say: the way back from a witness to a pipeline.
  package func pipeline(of components: [String: String]) -> Pipeline {
    Pipeline(platform: id, facts: rules.facts(components))
  }

  func issuerURL(_ issuer: String?) throws(PlatformError) -> IssuerURL {
    guard let text = issuer ?? defaultIssuer else {
      let facts = rules.issuerFacts.map { "`\($0)=…`" }.joined(separator: " and ")
      throw PlatformError(
        .illegalRequest,
        id,
        "issuer",
        "the platform has no default issuer",
        help: "name the issuer" + (facts.isEmpty ? "" : ", or give \(facts)")
      )
    }
    guard let url = IssuerURL(text) else {
      throw PlatformError(
        .illegalRequest,
        id,
        "issuer",
        value: text,
        "an issuer is an http(s) URL of at most 255 characters without user, query or fragment"
      )
    }
    try rules.checkIssuer(url, text)
    return url
  }

  /// How long tokens live, and how their times relate.
  package struct Lifetime: Hashable, Sendable {
    /// `exp` minus `iat`, in seconds, unless asked otherwise.
    package let seconds: Int
    /// `iat` minus `nbf`, in seconds.
    package let notBefore: Int
    package let meaning: String
  }
}
