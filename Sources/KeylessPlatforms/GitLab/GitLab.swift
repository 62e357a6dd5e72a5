import KeylessSource

extension Platform {
  /// GitLab.com, Dedicated and self-managed.
  package static let gitlab = Platform(
    id: "gitlab",
    title: "GitLab",
    facts: GitLab.facts,
    claims: GitLab.claims,
    issuers: [
      IssuerForm("GitLab.com", "https://gitlab.com", isShared: true),
      IssuerForm(
        "self-managed or Dedicated: the instance's base URL",
        "https://<host>[:<port>][/<root>]",
        isShared: false
      ),
      IssuerForm("custom issuer of a private instance (18.1 and later)", "https://<anything>", isShared: false),
    ],
    defaultIssuer: "https://gitlab.com",
    lifetime: Lifetime(
      seconds: 3600,
      notBefore: 5,
      meaning: "the timeout of the job; the project's default is one hour"
    ),
    ownership: Ownership(
      project: ["project_path"],
      owner: Ownership.Part("project_path", .firstSegment),
      projectID: "project_id",
      ownerID: "namespace_id",
      protection: [Ownership.Mark("ref_protected", "true")]
    ),
    jobToken: [
      "`id_tokens:` of the job names a variable and its `aud`, which is required.",
      "The variable holds the token itself, masked; it is no file, so the job writes one with `printf %s`.",
      "It is there in `before_script`, `script` and `after_script`, and in no downstream pipeline.",
    ],
    documentedOrder: [
      "namespace_id", "namespace_path", "project_id", "project_path", "user_id", "user_login", "user_email",
      "user_identities", "pipeline_id", "pipeline_source", "job_id", "ref", "ref_type", "ref_path", "ref_protected",
      "groups_direct", "environment", "environment_protected", "deployment_tier", "environment_action", "job_source",
      "job_config", "runner_id", "runner_environment", "sha", "project_visibility", "ci_config_ref_uri",
      "ci_config_sha",
      "jti", "iss", "iat", "nbf", "exp", "sub", "aud",
    ],
    rules: GitLab()
  )
}

/// GitLab's own rules; facts, claims, forms and near misses stand in files of their own.
///
/// A fork's merge request is a pipeline whose `project_path` is the fork and whose `job_project_path` is the project
/// that runs the job: that is how GitLab 18.4 and later mint it, so no fact beside the claims is needed. A merge
/// request leaves no other mark than `pipeline_source`: `ref` is the source branch and `ref_type` is `branch`.
struct GitLab: PlatformRules {
  func publishes(_ issuer: IssuerURL) -> Bool { issuer.withoutScheme == "gitlab.com" }

  func checkIssuer(_ issuer: IssuerURL, _ text: String) throws(PlatformError) {}

  func dynamicFact(_ name: String) -> Fact? { nil }

  func refusal(_ sheet: FactSheet) -> String? { nil }

  func components(_ sheet: FactSheet) -> [String: String] {
    sheet.facts.compactMapValues { if case .list = $0 { nil } else { $0.written } }
  }

  func facts(_ components: [String: String]) -> [String: FactValue] { components.mapValues(FactValue.text) }

  func audience(_ sheet: FactSheet, _ request: TokenRequest, issuer: IssuerURL) throws(PlatformError) -> JSON {
    switch request.audience {
    case .one(let audience)? where Self.isAudience(audience): return .string(audience)
    case .many(let audiences)? where (1...100).contains(audiences.count) && audiences.allSatisfy(Self.isAudience):
      return .array(audiences.map(JSON.string))
    case nil:
      throw PlatformError(
        .illegalRequest,
        sheet.platform,
        "aud",
        "GitLab has no default audience: `aud` is a required key of `id_tokens`",
        help: "give the audience, for AWS `sts.amazonaws.com`"
      )
    case .one?, .many?:
      throw PlatformError(
        .illegalRequest,
        sheet.platform,
        "aud",
        "an audience is a text of 1 to 1024 characters, or a list of them"
      )
    }
  }

  private static func isAudience(_ text: String) -> Bool { FactKind.text(max: 1024).contains(text) }

  /// Member order and `typ` are (unverified).
  func header(_ request: TokenRequest) -> JSON {
    ["kid": .string(request.keyID), "typ": "JWT", "alg": .string(request.algorithm)]
  }
}
