import KeylessPlatforms
import KeylessSource
import Testing

@Suite("CircleCI tokens")
struct CircleCITokenTests {
  private static let organization = SamplePipelines.organization
  private static let project = SamplePipelines.project
  private static let user = "3f2b1c00-0000-4000-8000-000000000003"
  private static let facts = [
    "user_id": user, "vcs_origin": "github.com/acme/shop", "vcs_ref": "refs/heads/main",
    "context_ids": "a74579f1-2e7d-451e-b009-5c082ad2729e,cb32986e-2f6f-4f43-b2bd-d3c2fd98e903",
  ]

  private func mint(_ facts: [String: String] = [:], _ request: TokenRequest = .test()) throws -> UnsignedToken {
    try Platform.get("circleci").token(for: circleci(Self.facts.merging(facts) { $1 }), request)
  }

  @Test("a token says what the documentation's tables say")
  func sample() throws {
    let prefix = "org/\(Self.organization)/project/\(Self.project)/user/\(Self.user)"
    let sample = """
      {
        "iss": "https://oidc.circleci.com/org/\(Self.organization)",
        "sub": "\(prefix)/vcs-origin/github.com/acme/shop/vcs-ref/refs/heads/main",
        "aud": "\(Self.organization)",
        "iat": 1700000000,
        "exp": 1700003600,
        "oidc.circleci.com/project-id": "\(Self.project)",
        "oidc.circleci.com/vcs-origin": "github.com/acme/shop",
        "oidc.circleci.com/vcs-ref": "refs/heads/main",
        "oidc.circleci.com/context-ids": [
          "a74579f1-2e7d-451e-b009-5c082ad2729e", "cb32986e-2f6f-4f43-b2bd-d3c2fd98e903"
        ],
        "oidc.circleci.com/ssh-rerun": false
      }
      """
    #expect(try mint([:], .test(audience: nil)).payload.compact == Samples.compact(sample))
    #expect(try mint(["token": "v1"]).payload["sub"]?.string == prefix)
  }

  @Test("a custom webhook leaves repository and ref out of subject and claims")
  func webhook() throws {
    let token = try Platform.get("circleci").token(for: circleci(["trigger": "custom_webhook"]), .test())
    #expect(token.payload["sub"]?.string?.contains("vcs") == false)
    #expect(!names(token).contains("oidc.circleci.com/vcs-ref"))
    let form = try Platform.get("circleci").subjectForms.first { $0.name == "v2 of a custom webhook" }
    #expect(form?.evidence == .disputed)
  }

  @Test("the issuer gives the organization, and another organization contradicts it")
  func issuer() throws {
    let platform = try Platform.get("circleci")
    let given = pipeline("circleci", ["project_id": Self.project])
    let issuer = "https://oidc.circleci.com/org/\(Self.organization)"
    #expect(
      try platform.token(for: given, .test(issuer: issuer, audience: nil)).payload["aud"]?.string == Self.organization
    )
    let other = "https://oidc.circleci.com/org/3f2b1c00-0000-4000-8000-00000000ffff"
    let error = #expect(throws: PlatformError.self) { try mint([:], .test(issuer: other)) }
    #expect(error?.code == .contradiction && error?.fact == "organization_id")
    #expect(error?.description.contains(other) == true)
    let missing = #expect(throws: PlatformError.self) { try platform.token(for: given, .test()) }
    #expect(missing?.code == .illegalRequest && missing?.description.contains("organization_id=") == true)
    for stated in [
      "https://oidc.circleci.com", "https://ci.example.com/org/\(Self.organization)", "http://localhost:1",
    ] {
      #expect(try mint([:], .test(issuer: stated)).payload["iss"]?.string == stated)
    }
    for foreign in [
      "https://oidc.circleci.com/org/acme", "https://gitlab.com", "http://ci.example.com/org/" + Self.project,
    ] {
      #expect(throws: PlatformError.self) { try mint([:], .test(issuer: foreign)) }
    }
  }

  @Test("AWS sees the project's id by its long name, under the organization's issuer alone")
  func mapped() throws {
    let form = try #require(Platform.get("circleci").subjectForms.first)
    #expect(form.claims.map(\.claim) == ["oidc.circleci.com/project-id"])
    #expect(form.claims.first?.template.components == ["project_id"])
  }

  @Test("an audience is one string")
  func audience() throws {
    #expect(throws: PlatformError.self) { try mint([:], .test(audience: .many(["a", "b"]))) }
  }
}
