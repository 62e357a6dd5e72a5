import KeylessPlatforms
import KeylessSource
import Testing

@Suite("GitHub tokens")
struct GitHubTokenTests {
  private static let ids = ["repository_id": "74", "repository_owner_id": "65"]

  private func mint(_ facts: [String: String] = [:], _ request: TokenRequest = .test()) throws -> UnsignedToken {
    try Platform.get("github").token(for: github(Self.ids.merging(facts) { $1 }), request)
  }

  private func subject(_ facts: [String: String] = [:], _ request: TokenRequest = .test()) throws -> String? {
    try mint(facts, request).payload["sub"]?.string
  }

  @Test("a repository is enough, and every claim that is always there is there, in order")
  func order() throws {
    #expect(
      names(try mint()) == [
        "jti", "sub", "aud", "ref", "sha", "repository", "repository_owner", "actor_id", "repository_visibility",
        "repository_id", "repository_owner_id", "run_id", "run_number", "run_attempt", "runner_environment", "actor",
        "workflow", "head_ref", "base_ref", "event_name", "ref_protected", "ref_type", "workflow_ref", "workflow_sha",
        "job_workflow_ref", "job_workflow_sha", "check_run_id", "iss", "nbf", "exp", "iat",
      ]
    )
  }

  @Test("a subject has the layout asked for; a repository of today has the immutable one, and GHES only the classic")
  func layouts() throws {
    #expect(try subject([:], .test(layout: .classic)) == "repo:acme/shop:ref:refs/heads/main")
    #expect(try subject([:], .test(layout: .immutable)) == "repo:acme@65/shop@74:ref:refs/heads/main")
    #expect(try subject() == "repo:acme@65/shop@74:ref:refs/heads/main")
    let server = "https://ghe.example.com/_services/token"
    #expect(try subject([:], .test(issuer: server)) == "repo:acme/shop:ref:refs/heads/main")
    let error = #expect(throws: PlatformError.self) { try mint([:], .test(issuer: server, layout: .immutable)) }
    #expect(error?.code == .illegalRequest)
  }

  @Test("an environment wins over a pull request, and a pull request over a ref")
  func contexts() throws {
    let request = TokenRequest.test(layout: .classic)
    #expect(try subject(["event_name": "pull_request"], request) == "repo:acme/shop:pull_request")
    #expect(
      try subject(["event_name": "pull_request", "environment": "prod"], request) == "repo:acme/shop:environment:prod"
    )
    #expect(try subject(["ref": "refs/tags/v1"], request) == "repo:acme/shop:ref:refs/tags/v1")
    #expect(
      try subject(["event_name": "pull_request_target", "head_repository": "mallory/shop"], request)
        == "repo:acme/shop:ref:refs/heads/main"
    )
  }

  @Test("the environment claim is there only with an environment")
  func presence() throws {
    #expect(try mint(["environment": "prod"]).payload["environment"] == "prod")
    #expect(try mint().payload["environment"] == nil)
    #expect(try mint().payload["enterprise"] == nil)
  }

  @Test("a colon in an environment is %3A in the subject, raw in the claim, and raw on an old GHES")
  func colon() throws {
    let facts = ["environment": "a:b"]
    let payload = try mint(facts, .test(layout: .classic)).payload
    #expect(payload["sub"] == "repo:acme/shop:environment:a%3Ab")
    #expect(payload["environment"] == "a:b")
    #expect(try subject(["environment": "a%3Ab"], .test(layout: .classic)) == "repo:acme/shop:environment:a%3Ab")
    let server = "https://ghe.example.com/_services/token"
    let old = TokenRequest.test(issuer: server, version: ServerVersion(3, 17))
    let new = TokenRequest.test(issuer: server, version: ServerVersion(3, 19))
    #expect(try subject(facts, old) == "repo:acme/shop:environment:a:b")
    #expect(try subject(facts, new) == "repo:acme/shop:environment:a%3Ab")
  }

  struct Template: CustomTestStringConvertible, Sendable {
    let keys: [String]
    var facts: [String: String] = [:]
    let subject: String?
    var layout: SubjectLayout = .classic
    var testDescription: String { keys.joined(separator: ",") }
  }

  private static let workflow = "o/r/.github/workflows/oidc.yml@refs/heads/main"

  @Test(
    "custom templates give the documented subjects",
    arguments: [
      Template(
        keys: ["repository_owner", "repository_visibility"],
        facts: ["repository": "monalisa/x"],
        subject: "repository_owner:monalisa:repository_visibility:private"
      ),
      Template(
        keys: ["job_workflow_ref"],
        facts: ["job_workflow_ref": workflow],
        subject: "job_workflow_ref:" + workflow
      ),
      Template(
        keys: ["repo", "context", "job_workflow_ref"],
        facts: ["repository": "o/r", "environment": "prod", "job_workflow_ref": workflow],
        subject: "repo:o/r:environment:prod:job_workflow_ref:" + workflow
      ),
      Template(
        keys: ["environment", "repository_owner"],
        facts: ["repository": "octo-org/x", "environment": "production:eastus"],
        subject: "environment:production%3Aeastus:repository_owner:octo-org"
      ),
      Template(keys: ["repository_id"], facts: ["repository_id": "123"], subject: "repository_id:123"),
      Template(keys: ["repo"], subject: "repo:acme/shop"),
      Template(keys: ["repo"], subject: "repo:acme@65/shop@74", layout: .immutable),
      Template(keys: ["context"], subject: "ref:refs/heads/main"),
      Template(
        keys: ["repo", "repo_property_team"],
        facts: ["repo_property_team": "a:b"],
        subject: "repo:acme/shop:repo_property_team:a%3Ab"
      ),
      Template(keys: ["repository", "actor"], facts: ["actor": "o"], subject: "repository:acme/shop:actor:o"),
      Template(keys: ["environment"], subject: nil),
      Template(keys: ["nonsense"], subject: nil),
      Template(keys: ["sub"], subject: nil),
      Template(keys: ["head_repository"], subject: nil),
      Template(keys: ["enterprise"], subject: nil),
      Template(keys: [], subject: nil),
    ]
  )
  func templates(_ template: Template) throws {
    let request = TokenRequest.test(template: template.keys, layout: template.layout)
    guard let wanted = template.subject else {
      #expect(throws: PlatformError.self) { try mint(template.facts, request) }
      return
    }
    #expect(try subject(template.facts, request) == wanted)
  }

  @Test("a pull request from a fork gets no token, one from the same repository does")
  func fork() throws {
    let error = #expect(throws: PlatformError.self) {
      try mint(["event_name": "pull_request", "head_repository": "mallory/shop"])
    }
    #expect(error?.code == .noToken)
    #expect(error?.description.contains("fork") == true)
    #expect(try mint(["event_name": "pull_request", "head_repository": "acme/shop"]).payload["head_ref"] == "feature")
  }

  @Test("times and header are GitHub's")
  func timesAndHeader() throws {
    let token = try mint()
    #expect(token.payload["nbf"] == 1_699_999_400)
    #expect(token.payload["exp"] == 1_700_000_300)
    #expect(token.header["typ"] == "JWT")
    let thumbprint = try #require(token.header["x5t"]?.string)
    #expect(thumbprint.utf8.count == 27)
    #expect(try mint().header["x5t"]?.string == thumbprint)
    guard case .object(let members) = token.header else { return }
    #expect(members.map(\.name) == ["typ", "alg", "x5t", "kid"])
  }

  @Test("the default audience names the owner on the issuer's own host")
  func defaultAudience() throws {
    #expect(try mint([:], .test(audience: nil)).payload["aud"] == "https://github.com/acme")
    let server = TokenRequest.test(issuer: "https://ghe.example.com/_services/token", audience: nil)
    #expect(try mint([:], server).payload["aud"] == "https://ghe.example.com/acme")
    let residency = TokenRequest.test(issuer: "https://token.actions.acme.ghe.com", audience: nil)
    #expect(throws: PlatformError.self) { try mint([:], residency) }
    #expect(throws: PlatformError.self) { try mint([:], .test(audience: .many(["a"]))) }
  }

  @Test("an issuer with a slug brings its enterprise, and refuses another one")
  func enterprise() throws {
    let request = TokenRequest.test(issuer: "https://token.actions.githubusercontent.com/octo-inc")
    #expect(try mint([:], request).payload["enterprise"] == "octo-inc")
    #expect(throws: PlatformError.self) { try mint(["enterprise": "other", "enterprise_id": "1"], request) }
  }

  @Test(
    "issuers GitHub does not have are refused",
    arguments: [
      "https://token.actions.githubusercontent.com/", "https://token.actions.githubusercontent.com/a/b",
      "https://token.actions.githubusercontent.com.evil.example", "https://example.com",
      "https://token.actions.a.b.ghe.com", "http://token.actions.githubusercontent.com",
      "https://host/_services/token/",
    ]
  )
  func badIssuer(_ issuer: String) {
    #expect(throws: PlatformError.self) { try mint([:], .test(issuer: issuer)) }
  }

  @Test("custom properties are claims of their own")
  func properties() throws {
    #expect(try mint(["repo_property_team": "core"]).payload["repo_property_team"] == "core")
    #expect(throws: PlatformError.self) { try mint(["repo_property_": "core"]) }
    #expect(throws: PlatformError.self) { try mint(["repo_property_\u{212A}": "core"]) }
  }
}
