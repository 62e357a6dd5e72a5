/// Which claims of an issuer's tokens AWS exposes as condition keys; a condition on any other claim is one on a key
/// that is never there.
///
/// From the service-authorization data of 2026 for `sts:AssumeRoleWithWebIdentity`. The issuer alone decides, whatever
/// platform minted the token: self-managed GitLab, GHES and every private issuer have the general keys only. Issuers
/// are matched byte by byte, the way AWS finds a provider; `https://gitlab.com/` and `https://GitLab.com` are other
/// issuers than `https://gitlab.com`.
package enum ConditionKeyMap {
  /// The mapped claims of an issuer, given with or without `https://`.
  package static func claims(mappedFor issuer: String) -> [MappedClaim] {
    guard let host = Host(issuer) else { return general }
    for row in rows where row.matches(host) { return row.replacesGeneral ? row.claims : general + row.claims }
    return general
  }

  /// What stands before the colon of every condition key of this issuer: the URL without scheme, path and trailing
  /// slash kept.
  package static func prefix(of issuer: String) -> String {
    for scheme in ["https://", "http://"] where issuer.utf8.starts(with: scheme.utf8) {
      return String(decoding: issuer.utf8.dropFirst(scheme.utf8.count), as: UTF8.self)
    }
    return issuer
  }

  /// The keys of every registered provider; `amr` and `oaud` may have several values.
  ///
  /// Older lists have neither `oaud` nor `email`.
  package static let general: [MappedClaim] = [
    MappedClaim("aud"), MappedClaim("sub"), MappedClaim("amr", .strings),
    MappedClaim("oaud", .strings, .disputed), MappedClaim("email", .string, .disputed),
  ]

  /// The ten claims of GitHub's tokens that AWS maps.
  package static let github: [MappedClaim] = [
    "actor", "actor_id", "job_workflow_ref", "repository", "repository_id", "repository_owner_id", "workflow", "ref",
    "environment", "enterprise_id",
  ].map { MappedClaim($0) }

  /// The nine of gitlab.com; GitLab's own page lists the first eight.
  package static let gitlab: [MappedClaim] =
    [
      "namespace_id", "project_id", "user_id", "user_login", "user_email", "user_access_level", "ref_protected",
      "pipeline_source",
    ].map { MappedClaim($0) } + [MappedClaim("runner_environment", .string, .disputed)]

  /// The seven of Buildkite.
  package static let buildkite: [MappedClaim] = [
    "organization_slug", "organization_id", "pipeline_slug", "pipeline_id", "cluster_name", "cluster_id",
    "build_branch",
  ].map { MappedClaim($0) }

  /// The one of CircleCI, whose name holds a host of its own.
  package static let circleci: [MappedClaim] = [MappedClaim("oidc.circleci.com/project-id")]

  private static let rows: [Row] = [
    // Providers AWS knows by itself: their keys are exactly these.
    Row(
      [
        MappedClaim("aud"), MappedClaim("oaud", .strings), MappedClaim("sub"),
        MappedClaim("google:organization_number", key: "google/organization_number", .number),
      ],
      replacesGeneral: true
    ) { $0.isExactly("accounts.google.com") },
    Row([MappedClaim("aud"), MappedClaim("sub"), MappedClaim("amr", .strings)], replacesGeneral: true) {
      $0.isExactly("cognito-identity.amazonaws.com")
    },
    Row([MappedClaim("app_id"), MappedClaim("id")], replacesGeneral: true) { $0.isExactly("graph.facebook.com") },
    Row([MappedClaim("app_id"), MappedClaim("user_id")], replacesGeneral: true) { $0.isExactly("www.amazon.com") },
    // Registered providers: the general keys and these.
    Row(github) {
      $0.authority == "token.actions.githubusercontent.com" && ($0.path.isEmpty || $0.path.utf8.count > 1)
    },
    // A key prefix of the service reference; policies that work use the issuer with the enterprise slug.
    Row(github.map { MappedClaim($0.claim, .string, .disputed) }) {
      $0.authority == "github.com" && $0.segments.count == 2 && $0.segments[0] == "enterprises"
        && !$0.segments[1].isEmpty
    },
    Row(github) { $0.path.isEmpty && $0.hasLabel(between: "token.actions.", and: ".ghe.com") },
    Row(gitlab) { $0.isExactly("gitlab.com") },
    Row(buildkite) { $0.isExactly("agent.buildkite.com") },
    Row(buildkite) {
      $0.path.isEmpty
        && ($0.hasLabel(between: "agent.", and: ".buildkite.dev")
          || $0.hasLabel(between: "agent.", and: ".buildkite.site"))
    },
    Row(circleci) {
      $0.authority == "oidc.circleci.com" && $0.segments.count == 2 && $0.segments[0] == "org"
        && !$0.segments[1].isEmpty
    },
    Row([MappedClaim("rpst_id")]) {
      $0.path.isEmpty && $0.hasLabel(between: "idcs-", and: ".identity.oraclecloud.com")
    },
  ]

  private struct Row: Sendable {
    let claims: [MappedClaim]
    let replacesGeneral: Bool
    let matches: @Sendable (Host) -> Bool

    init(_ claims: [MappedClaim], replacesGeneral: Bool = false, _ matches: @escaping @Sendable (Host) -> Bool) {
      self.claims = claims
      self.replacesGeneral = replacesGeneral
      self.matches = matches
    }
  }

  /// The issuer without its scheme; only https issuers are ever registered.
  private struct Host {
    let url: IssuerURL
    var authority: String { url.authority }
    var path: String { url.path }
    var segments: [String] { url.segments }

    init?(_ issuer: String) {
      let text = issuer.utf8.starts(with: "https://".utf8) ? issuer : "https://" + issuer
      guard let url = IssuerURL(text), !issuer.utf8.starts(with: "http://".utf8) else { return nil }
      self.url = url
    }

    func isExactly(_ host: String) -> Bool { path.isEmpty && authority == host }

    /// One label of lower-case letters, digits and hyphens between the two ends.
    func hasLabel(between start: String, and end: String) -> Bool {
      let bytes = Array(authority.utf8)
      guard bytes.count > start.utf8.count + end.utf8.count, bytes.starts(with: start.utf8),
        bytes.suffix(end.utf8.count).elementsEqual(end.utf8)
      else { return false }
      return bytes.dropFirst(start.utf8.count).dropLast(end.utf8.count).allSatisfy {
        (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
      }
    }
  }
}
