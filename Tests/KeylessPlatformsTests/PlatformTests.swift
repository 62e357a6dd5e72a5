import KeylessPlatforms
import KeylessSource
import Testing

@Suite("Platforms as data")
struct PlatformTests {
  @Test("platforms are found by name")
  func named() {
    #expect(
      Platform.all.map(\.id.description) == [
        "gitlab", "github", "circleci", "bitbucket", "buildkite", "hcp-terraform", "eks", "oidc",
      ]
    )
    #expect(Platform.named("gitlab")?.title == "GitLab")
    #expect(Platform.named("GitLab") == nil)
  }

  @Test(
    "a platform is known by its public issuers",
    arguments: [
      ("https://gitlab.com", "gitlab"), ("https://token.actions.githubusercontent.com", "github"),
      ("https://token.actions.githubusercontent.com/octo-inc", "github"),
      ("https://token.actions.acme.ghe.com", "github"),
      ("https://token.actions.acme.ghe.com/acme", "github"), ("https://ghe.example.com/_services/token", "github"),
      ("https://gitlab.example.com", nil), ("https://gitlab.com/", nil), ("http://gitlab.com", nil),
      ("gitlab.com", nil),
      ("https://token.actions.acme.ghe.com/other", nil), ("http://127.0.0.1:8080", nil),
      ("https://oidc.circleci.com/org/3f2b1c00-0000-4000-8000-000000000001", "circleci"),
      ("https://oidc.circleci.com", "circleci"), ("https://oidc.circleci.com/org/acme", nil),
      ("https://circleci.example.com/org/3f2b1c00-0000-4000-8000-000000000001", nil),
      ("https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc", "bitbucket"),
      ("https://api.bitbucket.org/2.0/workspaces/a/b/pipelines-config/identity/oidc", nil),
      ("https://agent.buildkite.com", "buildkite"), ("https://agent.buildkite.com/", nil),
      ("https://app.terraform.io", "hcp-terraform"), ("https://tfe.example.com", nil),
      ("https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF", "eks"),
      ("https://oidc.eks.cn-north-1.amazonaws.com.cn/id/0123456789ABCDEF0123456789ABCDEF", "eks"),
      ("https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789abcdef0123456789abcdef", nil),
      ("https://oidc.eks.a.b.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF", nil),
      ("https://idp.example.com", nil),
    ]
  )
  func issuing(issuer: String, name: String?) {
    #expect(Platform.issuing(issuer)?.id.description == name)
  }

  @Test("a loopback issuer stands in for the platform in a rehearsal, a foreign http one does not")
  func loopback() throws {
    let platform = try Platform.get("github")
    #expect(try platform.token(for: github(), .test(issuer: "http://127.0.0.1:8080/github")).payload["iss"] != nil)
    for foreign in ["http://127.0.0.1.evil.example/github", "http://localhost:evil.example", "http://[::1]x"] {
      #expect(throws: PlatformError.self) { try platform.token(for: github(), .test(issuer: foreign)) }
    }
  }

  @Test("names are unique, and every claim has a fact")
  func consistent() {
    let standard: Set = ["jti", "iss", "iat", "nbf", "exp", "sub", "aud", "job_config", "repo_property_*"]
    for platform in Platform.all {
      #expect(Set(platform.facts.map(\.name)).count == platform.facts.count)
      #expect(Set(platform.claims.map(\.name)).count == platform.claims.count)
      for claim in platform.claims where !standard.contains(claim.name) {
        #expect(platform.fact(named: claim.fact) != nil, "\(claim.name)")
      }
    }
  }

  @Test("one required fact makes a complete pipeline: everything that is derived or defaulted is there")
  func complete() throws {
    for given in [
      gitlab(["environment": "production"]), github(), github(["event_name": "pull_request", "head_ref": "x"]),
      circleci(), bitbucket(), buildkite(), terraform(), eks(), oidc(),
    ] {
      let platform = try Platform.get(given.platform.description)
      let completed = try platform.complete(given, issuer: platform.defaultIssuer)
      for fact in platform.facts where fact.requirement != .optional {
        #expect(completed[fact.name] != nil, "\(fact.name)")
      }
      #expect(try platform.complete(given, issuer: platform.defaultIssuer) == completed)
      #expect(try platform.complete(completed) == completed)
    }
  }

  @Test("supplied values follow the given facts: another project has other ids")
  func deterministic() throws {
    let platform = try Platform.get("gitlab")
    let one = try platform.complete(gitlab())
    let two = try platform.complete(gitlab(["project_path": "acme/other"]))
    #expect(one["project_id"] != two["project_id"])
    #expect(one["namespace_id"] == two["namespace_id"])
  }

  @Test("main is protected by default, other refs and merge requests are not")
  func protection() throws {
    let platform = try Platform.get("gitlab")
    #expect(try platform.complete(gitlab())["ref_protected"] == .flag(true))
    #expect(try platform.complete(gitlab(["ref": "x"]))["ref_protected"] == .flag(false))
    #expect(try platform.complete(gitlab(["ref_type": "tag"]))["ref_protected"] == .flag(false))
    #expect(try platform.complete(gitlab(["pipeline_source": "merge_request_event"]))["ref_protected"] == .flag(false))
  }

  @Test("server versions are read and ordered")
  func versions() throws {
    #expect(ServerVersion("18.4") == ServerVersion(18, 4))
    #expect(ServerVersion("18.4.2") == ServerVersion(18, 4))
    #expect(ServerVersion("3.9") != nil)
    #expect(ServerVersion(3, 9) < ServerVersion(3, 18))
    for text in ["18", "18.", "a.b", "18.4.2.1", "", "99999999999999999999.1"] { #expect(ServerVersion(text) == nil) }
  }

  @Test("the longest legal names complete, and completing again changes nothing")
  func longest() throws {
    let platform = try Platform.get("gitlab")
    let path = Array(repeating: String(repeating: "n", count: 255), count: 21).joined(separator: "/")
    let given = gitlab([
      "project_path": path, "ref": String(repeating: "r", count: 1024),
      "user_login": String(repeating: "u", count: 255),
    ])
    let completed = try platform.complete(given, issuer: "https://gitlab.com")
    #expect(try platform.complete(completed, issuer: "https://gitlab.com") == completed)
    #expect(throws: PlatformError.self) { try platform.complete(gitlab(["project_path": path + "n"])) }
    let hub = github([
      "repository": String(repeating: "o", count: 39) + "/" + String(repeating: "r", count: 100),
      "ref": "refs/heads/" + String(repeating: "r", count: 1024), "environment": String(repeating: "é", count: 255),
    ])
    let whole = try Platform.get("github").complete(hub)
    #expect(try Platform.get("github").complete(whole) == whole)
    #expect(
      try Platform.get("github").variations(of: hub).contains { $0.name == "prefix twin of the repository" } == false
    )
  }
}
