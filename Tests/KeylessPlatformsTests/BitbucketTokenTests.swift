import KeylessPlatforms
import KeylessSource
import Testing

@Suite("Bitbucket tokens")
struct BitbucketTokenTests {
  private static let facts = [
    "workspaceUuid": "{00000000-0000-4000-8000-0000000000a1}",
    "repositoryUuid": "{00000000-0000-4000-8000-0000000000b1}",
    "pipelineUuid": "{00000000-0000-4000-8000-0000000000c1}", "stepUuid": "{00000000-0000-4000-8000-0000000000d1}",
    "branchName": "main",
  ]
  private static let environment = "{00000000-0000-4000-8000-0000000000e1}"
  private static let issuer = "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc"

  private func mint(_ facts: [String: String] = [:], _ request: TokenRequest = .test()) throws -> UnsignedToken {
    try Platform.get("bitbucket").token(for: bitbucket(Self.facts.merging(facts) { $1 }), request)
  }

  // After the reference's table; no sample of Atlassian's own is known.
  @Test("a deployment step's token says what the sources say")
  func sample() throws {
    let sample = """
      {
        "sub":
          "{00000000-0000-4000-8000-0000000000b1}:\(Self.environment):{00000000-0000-4000-8000-0000000000d1}",
        "aud": "ari:cloud:bitbucket::workspace/00000000-0000-4000-8000-0000000000a1",
        "stepUuid": "{00000000-0000-4000-8000-0000000000d1}",
        "deploymentEnvironmentUuid": "\(Self.environment)",
        "iss": "\(Self.issuer)",
        "repositoryUuid": "{00000000-0000-4000-8000-0000000000b1}",
        "branchName": "main",
        "exp": 1700003600,
        "iat": 1700000000,
        "pipelineUuid": "{00000000-0000-4000-8000-0000000000c1}",
        "workspaceUuid": "{00000000-0000-4000-8000-0000000000a1}"
      }
      """
    let token = try mint(["deploymentEnvironmentUuid": Self.environment], .test(audience: nil))
    #expect(token.payload.compact == (try Samples.compact(sample)))
  }

  @Test("without an environment the subject has two parts")
  func step() throws {
    #expect(
      try mint().payload["sub"]
        == "{00000000-0000-4000-8000-0000000000b1}:{00000000-0000-4000-8000-0000000000d1}"
    )
    #expect(try mint([:], .test(audience: .many(["a", "b"]))).payload["aud"] == ["a", "b"])
  }

  @Test("the issuer follows from the workspace, and contradicts another one")
  func issuer() throws {
    #expect(try mint().payload["iss"]?.string == Self.issuer)
    let error = #expect(throws: PlatformError.self) {
      try mint(["workspace": "other"], .test(issuer: Self.issuer))
    }
    #expect(error?.code == .contradiction && error?.fact == "workspace")
    let given = pipeline("bitbucket", Self.facts)
    #expect(throws: PlatformError.self) { try Platform.get("bitbucket").token(for: given, .test()) }
    #expect(try Platform.get("bitbucket").complete(given, issuer: Self.issuer)["workspace"] == .text("acme"))
  }

  @Test("no statement about Bitbucket passes for a confirmed one")
  func evidence() throws {
    let platform = try Platform.get("bitbucket")
    let doubtful: [Evidence] = [.unverified, .disputed]
    #expect(platform.facts.allSatisfy { doubtful.contains($0.evidence) })
    #expect(platform.claims.allSatisfy { doubtful.contains($0.evidence) })
    #expect(platform.subjectForms.allSatisfy { doubtful.contains($0.evidence) && $0.claims.isEmpty })
    #expect(platform.issuers.allSatisfy { doubtful.contains($0.evidence) })
  }
}
