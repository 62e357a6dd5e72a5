import KeylessPlatforms
import KeylessSource
import Testing

@Suite("The documented sample tokens")
struct SampleTokenTests {
  // Given: every fact, the times, and the documentation's member order. Left out: `job_project_*`, `job_namespace_*`
  // and `user_access_level`, which the sample lacks though tokens of today have them.
  @Test("GitLab's sample is minted byte for byte")
  func gitlabSample() throws {
    let request = TokenRequest(
      issuer: "https://gitlab.example.com",
      audience: .one("https://vault.example.com"),
      issuedAt: 1_681_395_193,
      tokenID: "235b3a54-b797-45c7-ae9a-f72d7bc6ef5b",
      keyID: "k",
      claimOrder: .documented,
      facts: .asGiven
    )
    var sample = pipeline("gitlab", Samples.gitlabFacts)
    sample["user_identities"] = .list(["github:2435223452345", "bitbucket:john.smith"])
    let token = try Platform.get("gitlab").token(for: sample, request)
    #expect(token.payload.compact == (try Samples.compact(Samples.gitlab)))
    #expect(token.header.compact == #"{"kid":"k","typ":"JWT","alg":"RS256"}"#)
  }

  // Given: every fact and the classic layout. Left out: `ref_protected`, `workflow_ref`, the workflow commits and
  // `check_run_id`, which the sample lacks. The audience is the default one.
  @Test("GitHub's sample is minted byte for byte")
  func githubSample() throws {
    let request = TokenRequest(
      issuedAt: 1_632_493_567,
      tokenID: "example-id",
      keyID: "k",
      subjectLayout: .classic,
      certificateThumbprint: "thumb",
      claimOrder: .documented,
      facts: .asGiven
    )
    let token = try Platform.get("github").token(for: pipeline("github", Samples.githubFacts), request)
    #expect(token.payload.compact == (try Samples.compact(Samples.github)))
    #expect(token.header.compact == #"{"typ":"JWT","alg":"RS256","x5t":"thumb","kid":"k"}"#)
  }

  @Test("the values of a real gitlab.com token are minted with their types")
  func realExcerpt() throws {
    let facts = [
      "project_path": "cpanato/testing-cosign", "project_id": "42831435", "namespace_id": "1730270", "runner_id": "1",
    ]
    let token = try Platform.get("gitlab").token(for: pipeline("gitlab", facts), .test())
    #expect(token.payload["sub"] == "project_path:cpanato/testing-cosign:ref_type:branch:ref:main")
    #expect(token.payload["project_id"] == "42831435")
    #expect(token.payload["namespace_id"] == "1730270")
    #expect(token.payload["runner_id"] == .integer(1))
    #expect(token.payload["iss"] == "https://gitlab.com")
  }

  @Test("completing the sample's facts changes none of them")
  func completionKeepsGivenFacts() throws {
    for (name, facts) in [("gitlab", Samples.gitlabFacts), ("github", Samples.githubFacts)] {
      let completed = try Platform.get(name).complete(pipeline(PlatformID(name), facts))
      for (fact, value) in facts { #expect(completed[fact]?.written == value, "\(name) \(fact)") }
    }
  }
}
