import KeylessPlatforms
import KeylessSource
import Testing

@Suite("GitLab tokens")
struct GitLabTokenTests {
  private func mint(_ facts: [String: String] = [:], _ request: TokenRequest = .test()) throws -> UnsignedToken {
    try Platform.get("gitlab").token(for: gitlab(facts), request)
  }

  @Test("a project path is enough, and every claim that is always there is there, in the order of the source")
  func order() throws {
    #expect(
      names(try mint()) == [
        "project_id", "project_path", "namespace_id", "namespace_path", "user_id", "user_login", "user_email",
        "user_access_level", "job_project_id", "job_project_path", "job_namespace_id", "job_namespace_path",
        "pipeline_id", "pipeline_source", "job_id", "ref", "ref_type", "ref_path", "ref_protected", "runner_id",
        "runner_environment", "sha", "project_visibility", "ci_config_ref_uri", "ci_config_sha", "job_source", "jti",
        "iss", "iat", "nbf", "exp", "sub", "aud",
      ]
    )
  }

  @Test("claims of an environment are there with an environment and only then")
  func environment() throws {
    let claims = ["environment", "environment_protected", "deployment_tier", "environment_action"]
    let with = try mint(["environment": "review/feat-1", "environment_protected": "true"])
    #expect(claims.allSatisfy { with.payload[$0] != nil })
    #expect(with.payload["environment_protected"] == "true")
    let without = try mint()
    #expect(claims.allSatisfy { without.payload[$0] == nil })
  }

  @Test("times: nbf is five seconds before iat, exp the job's timeout after it")
  func times() throws {
    let payload = try mint().payload
    #expect(payload["iat"] == 1_700_000_000)
    #expect(payload["nbf"] == 1_699_999_995)
    #expect(payload["exp"] == 1_700_003_600)
    var request = TokenRequest.test()
    request.lifetime = 300
    #expect(try mint([:], request).payload["exp"] == 1_700_000_300)
  }

  @Test("an audience stays a string or a list, even a list of one", arguments: [true, false])
  func audience(many: Bool) throws {
    let payload = try mint([:], .test(audience: many ? .many(["a"]) : .one("a"))).payload
    #expect(payload["aud"] == (many ? .array(["a"]) : "a"))
  }

  @Test("there is no default audience")
  func noAudience() throws {
    let error = #expect(throws: PlatformError.self) { try mint([:], .test(audience: nil)) }
    #expect(error?.code == .illegalRequest)
    #expect(throws: PlatformError.self) { try mint([:], .test(audience: .many([]))) }
    #expect(throws: PlatformError.self) { try mint([:], .test(audience: .one(""))) }
  }

  @Test("flags are strings and the runner's id is an integer")
  func types() throws {
    let payload = try mint(["ref_protected": "false", "runner_id": "4711"]).payload
    #expect(payload["ref_protected"] == "false")
    #expect(payload["runner_id"] == .integer(4711))
    #expect(payload["project_id"]?.string != nil)
  }

  @Test("a job without a user has an empty id and null for the rest")
  func noUser() throws {
    let payload = try mint(["user_id": ""]).payload
    #expect(payload["user_id"] == "")
    for claim in ["user_login", "user_email", "user_access_level"] { #expect(payload[claim] == .null) }
  }

  @Test("a merge request carries its source branch and ref_type branch, and is told by pipeline_source alone")
  func mergeRequest() throws {
    let payload = try mint(["pipeline_source": "merge_request_event", "ref": "feature"]).payload
    #expect(payload["sub"] == "project_path:acme/shop:ref_type:branch:ref:feature")
    #expect(payload["ref_type"] == "branch")
    #expect(payload["ref_path"] == "refs/heads/feature")
  }

  @Test("a fork's merge request carries the fork's identity, and the target only as the running project")
  func fork() throws {
    let payload = try mint([
      "project_path": "mallory/shop", "job_project_path": "acme/shop", "pipeline_source": "merge_request_event",
    ]).payload
    #expect(payload["sub"] == "project_path:mallory/shop:ref_type:branch:ref:main")
    #expect(payload["namespace_path"] == "mallory")
    #expect(payload["job_project_path"] == "acme/shop")
    #expect(payload["job_namespace_path"] == "acme")
    #expect(payload["job_project_id"] != payload["project_id"])
  }

  @Test("a server before 18.4 names no fork in its tokens, so a fork's merge request is refused there")
  func oldFork() throws {
    let platform = try Platform.get("gitlab")
    let facts = [
      "project_path": "mallory/shop", "job_project_path": "acme/shop", "pipeline_source": "merge_request_event",
    ]
    for given in [TokenRequest.GivenFacts.completed, .asGiven] {
      func mint(_ version: ServerVersion) throws -> UnsignedToken {
        try platform.token(
          for: platform.complete(gitlab(facts)),
          .test(issuer: "https://git.example.com", version: version, facts: given)
        )
      }
      let error = #expect(throws: PlatformError.self) { try mint(ServerVersion(18, 3)) }
      #expect(error?.code == .illegalRequest && error?.fact == "job_project_path")
      #expect(try mint(ServerVersion(18, 4)).payload["job_project_path"] == "acme/shop")
    }
    var own = facts
    own["project_path"] = "acme/shop"
    #expect(try self.mint(own, .test(version: ServerVersion(18, 3))).payload["project_path"] == "acme/shop")
  }

  @Test("an older server leaves out the claims it does not know")
  func versions() throws {
    let old = names(try mint([:], .test(issuer: "https://git.example.com", version: ServerVersion(18, 3))))
    #expect(!old.contains("job_project_id") && !old.contains("job_source"))
    let middle = names(try mint([:], .test(issuer: "https://git.example.com", version: ServerVersion(18, 4))))
    #expect(middle.contains("job_project_id") && !middle.contains("job_source"))
  }

  @Test("what depends on the issuer follows the issuer of the token, also after completion")
  func issuer() throws {
    let platform = try Platform.get("gitlab")
    let completed = try platform.complete(gitlab())
    let payload = try platform.token(for: completed, .test(issuer: "https://git.example.com:8443/gitlab")).payload
    #expect(payload["iss"] == "https://git.example.com:8443/gitlab")
    #expect(payload["runner_environment"] == "self-hosted")
    #expect(payload["ci_config_ref_uri"] == "git.example.com:8443/gitlab/acme/shop//.gitlab-ci.yml@refs/heads/main")
  }

  struct Template: CustomTestStringConvertible, Sendable {
    let components: [String]
    let subject: String?
    var facts: [String: String] = [:]
    var version: ServerVersion?
    var testDescription: String { components.joined(separator: ",") }
  }

  @Test(
    "subject components give the documented subject, illegal lists an error",
    arguments: [
      Template(components: ["project_path"], subject: "project_path:acme/shop"),
      Template(components: ["project_path", "ref"], subject: "project_path:acme/shop:ref:main"),
      Template(
        components: ["project_path", "ref", "ref_type"],
        subject: "project_path:acme/shop:ref:main:ref_type:branch"
      ),
      Template(components: ["project_path", "ref", "ref"], subject: "project_path:acme/shop:ref:main:ref:main"),
      Template(
        components: ["project_id", "ref_type", "ref"],
        subject: "project_id:20:ref_type:branch:ref:main",
        facts: ["project_id": "20"]
      ),
      Template(components: ["project_path", "ref_protected"], subject: "project_path:acme/shop:ref_protected:true"),
      Template(
        components: ["project_path", "environment_protected", "deployment_tier", "ref"],
        subject: "project_path:acme/shop:ref:main"
      ),
      Template(
        components: ["project_path", "environment_protected", "deployment_tier", "ref"],
        subject: "project_path:acme/shop:environment_protected:false:deployment_tier:production:ref:main",
        facts: ["environment": "production"]
      ),
      Template(components: ["project_id"], subject: nil, version: ServerVersion(18, 6)),
      Template(components: ["project_path", "ref_protected"], subject: nil, version: ServerVersion(18, 6)),
      Template(components: ["ref", "project_path"], subject: nil),
      Template(components: [], subject: nil),
      Template(components: ["project_path", "environment"], subject: nil),
      Template(components: ["project_path", "source_project_id"], subject: nil),
      Template(components: Array(repeating: "project_path", count: 33), subject: nil),
    ]
  )
  func templates(_ template: Template) throws {
    let request = TokenRequest.test(template: template.components, version: template.version)
    guard let subject = template.subject else {
      let error = #expect(throws: PlatformError.self) { try mint(template.facts, request) }
      #expect(error?.code == .illegalRequest)
      return
    }
    #expect(try mint(template.facts, request).payload["sub"]?.string == subject)
  }

  @Test(
    "an issuer that is no plain URL is refused",
    arguments: ["gitlab.com", "https://", "https://a b", "https://u@host", "https://h/?q", "ftp://h", "https://h/#f"]
  )
  func badIssuer(_ issuer: String) {
    let error = #expect(throws: PlatformError.self) { try mint([:], .test(issuer: issuer)) }
    #expect(error?.fact == "issuer")
  }

  @Test("times that cannot be are refused", arguments: [(-1, 300), (Int.max, 300), (1, 0), (1, Int.max)])
  func badTimes(issuedAt: Int, lifetime: Int) {
    var request = TokenRequest.test()
    request.issuedAt = issuedAt
    request.lifetime = lifetime
    #expect(throws: PlatformError.self) { try mint([:], request) }
  }
}
