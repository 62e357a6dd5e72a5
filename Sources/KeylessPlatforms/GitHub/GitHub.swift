import KeylessSource

extension Platform {
  /// GitHub Actions on github.com, GHE.com and GitHub Enterprise Server.
  package static let github = Platform(
    id: "github",
    title: "GitHub Actions",
    facts: GitHub.facts,
    claims: GitHub.claims,
    issuers: [
      IssuerForm("github.com", "https://token.actions.githubusercontent.com", isShared: true),
      IssuerForm(
        "enterprise on github.com",
        "https://token.actions.githubusercontent.com/<enterprise-slug>",
        isShared: true
      ),
      IssuerForm("data residency", "https://token.actions.<subdomain>.ghe.com", isShared: false),
      IssuerForm(
        "data residency with the subdomain again",
        "https://token.actions.<subdomain>.ghe.com/<subdomain>",
        isShared: false
      ),
      IssuerForm("GitHub Enterprise Server", "https://<host>/_services/token", isShared: false),
    ],
    defaultIssuer: "https://token.actions.githubusercontent.com",
    lifetime: Lifetime(seconds: 300, notBefore: 600, meaning: "five minutes, as in the sample of the documentation"),
    ownership: Ownership(
      project: ["owner", "name"],
      owner: Ownership.Part("owner"),
      projectID: "repository_id",
      ownerID: "repository_owner_id",
      tenantIDs: ["enterprise_id"]
    ),
    jobToken: [
      "The job needs `permissions: id-token: write`; the caller of another organization's reusable workflow grants it.",
      "It asks `$ACTIONS_ID_TOKEN_REQUEST_URL&audience=…` with `$ACTIONS_ID_TOKEN_REQUEST_TOKEN` as bearer; the answer's "
        + "`value` is the token.",
      "A pull request from a fork gets none.",
    ],
    documentedOrder: [
      "jti", "sub", "environment", "aud", "ref", "sha", "repository", "repository_owner", "actor_id",
      "repository_visibility", "repository_id", "repository_owner_id", "run_id", "run_number", "run_attempt",
      "runner_environment", "actor", "workflow", "head_ref", "base_ref", "event_name", "enterprise", "enterprise_id",
      "ref_type", "job_workflow_ref", "iss", "nbf", "exp", "iat",
    ],
    rules: GitHub()
  )
}

/// GitHub's own rules; facts, claims, forms and near misses stand in files of their own.
///
/// A pull request from a fork is told by `head_repository`, a fact that is no claim: such a run gets no token at all. A
/// pull request has the merge ref as `ref`, and its branches are `head_ref` and `base_ref`.
struct GitHub: PlatformRules {
  func publishes(_ issuer: IssuerURL) -> Bool {
    switch GitHubHost(issuer) {
    case .cloud?, .dataResidency?, .server?: true
    case .standIn?, nil: false
    }
  }

  func checkIssuer(_ issuer: IssuerURL, _ text: String) throws(PlatformError) {
    guard GitHubHost(issuer) == nil else { return }
    throw PlatformError(
      .illegalRequest,
      "github",
      "issuer",
      value: text,
      "GitHub has no such issuer",
      help: "the forms are " + Platform.github.issuers.map(\.url).joined(separator: ", ")
        + "; on this machine any loopback URL"
    )
  }

  func refusal(_ sheet: FactSheet) -> String? {
    guard sheet.is("event_name", "pull_request"), let head = sheet.text("head_repository"),
      let repository = sheet.text("repository"), !Self.isSame(head, repository)
    else { return nil }
    return "a pull request from a fork (`\(head)`) gets no `id-token: write` permission, so it has no token"
  }

  /// GitHub compares names of repositories without regard to case (unverified).
  static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8) { lower($0) == lower($1) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

  func components(_ sheet: FactSheet) -> [String: String] {
    var out: [String: String] = sheet.facts.compactMapValues { if case .list = $0 { nil } else { $0.written } }
    if let (owner, name) = sheet.text("repository").flatMap(GitHubName.split) {
      out["owner"] = owner
      out["name"] = name
    }
    return out
  }

  func facts(_ components: [String: String]) -> [String: FactValue] {
    var out = components.mapValues(FactValue.text)
    if let owner = components["owner"], let name = components["name"] { out["repository"] = .text("\(owner)/\(name)") }
    out["owner"] = nil
    out["name"] = nil
    return out
  }

  func audience(_ sheet: FactSheet, _ request: TokenRequest, issuer: IssuerURL) throws(PlatformError) -> JSON {
    switch request.audience {
    case .one(let audience)? where FactKind.text(max: 1024).contains(audience): return .string(audience)
    case .one?:
      throw PlatformError(.illegalRequest, "github", "aud", "an audience is a text of 1 to 1024 characters")
    case .many?:
      throw PlatformError(.illegalRequest, "github", "aud", "the audience of a GitHub token is always a single string")
    case nil: break
    }
    guard let host = GitHubHost(issuer)?.web else {
      throw PlatformError(
        .illegalRequest,
        "github",
        "aud",
        "the default audience of GHE.com is not known",
        help: "give the audience, for AWS `sts.amazonaws.com`"
      )
    }
    guard let (owner, _) = sheet.text("repository").flatMap(GitHubName.split) else {
      throw PlatformError(.missingFact, "github", "repository", "the default audience names the owner")
    }
    return .string("https://\(host)/\(owner)")
  }

  func header(_ request: TokenRequest) -> JSON {
    let bytes = StableNumber.bytes("github x5t " + request.keyID, count: 20)
    return [
      "typ": "JWT", "alg": .string(request.algorithm),
      "x5t": .string(request.certificateThumbprint ?? Self.base64url(bytes)), "kid": .string(request.keyID),
    ]
  }

  private static func base64url(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var out: [UInt8] = []
    var (bits, count): (UInt32, UInt32) = (0, 0)
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 6 {
        count -= 6
        out.append(alphabet[Int(bits >> count & 63)])
      }
    }
    if count > 0 { out.append(alphabet[Int(bits << (6 - count) & 63)]) }
    return String(decoding: out, as: UTF8.self)
  }
}
