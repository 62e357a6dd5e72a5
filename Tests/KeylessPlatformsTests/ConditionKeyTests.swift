import KeylessPlatforms
import Testing

@Suite("Condition keys")
struct ConditionKeyTests {
  private static let general = ["aud", "sub", "amr", "oaud", "email"]
  private static let github = [
    "actor", "actor_id", "job_workflow_ref", "repository", "repository_id", "repository_owner_id", "workflow", "ref",
    "environment", "enterprise_id",
  ]
  private static let gitlab = [
    "namespace_id", "project_id", "user_id", "user_login", "user_email", "user_access_level", "ref_protected",
    "pipeline_source", "runner_environment",
  ]
  private static let buildkite = [
    "organization_slug", "organization_id", "pipeline_slug", "pipeline_id", "cluster_name", "cluster_id",
    "build_branch",
  ]

  static let rows: [(String, [String])] = [
    ("https://accounts.google.com", ["aud", "oaud", "sub", "google/organization_number"]),
    ("https://cognito-identity.amazonaws.com", ["aud", "sub", "amr"]),
    ("https://graph.facebook.com", ["app_id", "id"]), ("https://www.amazon.com", ["app_id", "user_id"]),
    ("https://token.actions.githubusercontent.com", general + github),
    ("token.actions.githubusercontent.com", general + github),
    ("https://token.actions.githubusercontent.com/octo-inc", general + github),
    ("https://github.com/enterprises/octo-inc", general + github),
    ("https://token.actions.acme.ghe.com", general + github), ("https://gitlab.com", general + gitlab),
    ("https://agent.buildkite.com", general + buildkite), ("https://agent.acme.buildkite.dev", general + buildkite),
    ("https://agent.acme.buildkite.site", general + buildkite),
    ("https://oidc.circleci.com/org/123", general + ["oidc.circleci.com/project-id"]),
    ("https://idcs-0a1b.identity.oraclecloud.com", general + ["rpst_id"]),
  ]

  @Test("each row of AWS's table", arguments: rows)
  func mapped(issuer: String, keys: [String]) {
    #expect(ConditionKeyMap.claims(mappedFor: issuer).map(\.key) == keys)
  }

  @Test(
    "anything else has the general keys only",
    arguments: [
      "https://gitlab.example.com", "https://gitlab.com/", "https://GitLab.com", "https://gitlab.com:443",
      "http://gitlab.com", "https://gitlab.com.evil.example", "https://evil.example/gitlab.com",
      "https://ghe.example.com/_services/token", "https://token.actions.githubusercontent.com/",
      "https://token.actions.githubusercontent.com.evil.example", "https://token.actions.ghe.com",
      "https://token.actions.a.b.ghe.com", "https://token.actions.evil/x.ghe.com", "https://oidc.circleci.com",
      "https://oidc.circleci.com/org/", "https://oidc.circleci.com/org/1/2", "https://agent.buildkite.com/x",
      "https://vstoken.actions.githubusercontent.com", "https://app.terraform.io", "", "https://", "é",
    ]
  )
  func unmapped(_ issuer: String) {
    #expect(ConditionKeyMap.claims(mappedFor: issuer).map(\.key) == Self.general)
  }

  @Test("the claim and the key of Google's organization number are spelled differently, and it is a number")
  func google() throws {
    let mapped = ConditionKeyMap.claims(mappedFor: "https://accounts.google.com")
    let claim = try #require(mapped.last)
    #expect(claim.claim == "google:organization_number" && claim.kind == .number)
  }

  @Test("disputed rows say so")
  func evidence() {
    let gitlab = ConditionKeyMap.claims(mappedFor: "https://gitlab.com")
    #expect(gitlab.filter { $0.evidence == .disputed }.map(\.claim) == ["oaud", "email", "runner_environment"])
    let enterprise = ConditionKeyMap.claims(mappedFor: "https://github.com/enterprises/x").dropFirst(5)
    #expect(enterprise.allSatisfy { $0.evidence == .disputed })
  }

  @Test("a key's prefix is the issuer without its scheme, slash and path kept")
  func prefix() {
    #expect(ConditionKeyMap.prefix(of: "https://auth.example.com/") == "auth.example.com/")
    #expect(
      ConditionKeyMap.prefix(of: "https://token.actions.githubusercontent.com/x")
        == "token.actions.githubusercontent.com/x"
    )
  }

  private static let unmapped: [String: [String]] = [
    "gitlab": ["project_path", "ref", "environment"], "github": ["event_name", "repository_owner"],
    "circleci": ["oidc.circleci.com/vcs-origin", "oidc.circleci.com/vcs-ref"], "bitbucket": ["branchName"],
    "buildkite": ["build_commit", "step_key", "build_tag", "queue_id"],
    "hcp-terraform": ["terraform_workspace_id", "terraform_run_phase"], "eks": ["kubernetes.io"],
    "oidc": ["groups", "azp", "name"],
  ]

  @Test("every claim AWS maps for a platform's issuer is one the platform mints", arguments: SamplePipelines.all)
  func minted(_ pipeline: Pipeline) throws {
    let platform = try Platform.get(pipeline.platform.description)
    let issuer = try pipeline.issuer()
    for mapped in ConditionKeyMap.claims(mappedFor: issuer) where !["amr", "oaud", "email"].contains(mapped.claim) {
      #expect(platform.claims.first { $0.name == mapped.claim }?.isMapped(for: issuer) == true, "\(mapped.claim)")
    }
    for claim in try #require(Self.unmapped[platform.id.description]) {
      #expect(try #require(platform.claims.first { $0.name == claim }).isMapped(for: issuer) == false)
    }
  }

  @Test(
    "shared issuers demand their tenancy key",
    arguments: [
      ("cognito-identity.amazonaws.com", ["cognito-identity.amazonaws.com:aud"]),
      ("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d", ["sts:RoleSessionName"]),
      ("agent.buildkite.com", ["agent.buildkite.com:sub"]), ("oidc.codefresh.io", ["oidc.codefresh.io:sub"]),
      ("studio.datachain.ai/api", ["studio.datachain.ai/api:sub"]),
      (
        "token.actions.githubusercontent.com",
        ["token.actions.githubusercontent.com:sub", "token.actions.githubusercontent.com:job_workflow_ref"]
      ),
      (
        "token.actions.githubusercontent.com/x/x",
        ["token.actions.githubusercontent.com/x/x:sub", "token.actions.githubusercontent.com/x/x:job_workflow_ref"]
      ),
      (
        "oidc-configuration.audit-log.githubusercontent.com", ["oidc-configuration.audit-log.githubusercontent.com:sub"]
      ),
      ("vstoken.actions.githubusercontent.com", ["vstoken.actions.githubusercontent.com:sub"]),
      ("gitlab.com", ["gitlab.com:sub"]), ("api.pulumi.com/oidc", ["api.pulumi.com/oidc:aud"]),
      ("sandboxes.cloud", ["sandboxes.cloud:aud"]), ("scalr.io", ["scalr.io:sub"]),
      ("tokens.cloud.shisho.dev", ["tokens.cloud.shisho.dev:sub"]), ("app.terraform.io", ["app.terraform.io:sub"]),
      ("proidc.upbound.io", ["proidc.upbound.io:sub"]), ("oidc.vercel.com", ["oidc.vercel.com:aud"]),
      (
        "oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu",
        ["oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu:sub"]
      ),
    ]
  )
  func shared(url: String, keys: [String]) throws {
    #expect(SharedIssuer.all.count == 22)
    for issuer in [url, "https://" + url] {
      #expect(try #require(SharedIssuer.matching(issuer)).tenancyKeys(for: issuer) == keys)
    }
  }

  @Test(
    "private issuers and look-alikes are not shared",
    arguments: [
      "https://gitlab.example.com", "https://gitlab.com/", "https://oidc.circleci.com/org/1",
      "https://oidc.vercel.com/team",
      "https://token.actions.githubusercontent.com.evil.example", "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC",
    ]
  )
  func notShared(_ issuer: String) {
    #expect(SharedIssuer.matching(issuer) == nil)
  }
}
