import KeylessPlatforms
import KeylessSource
import Testing

@Suite("Buildkite tokens")
struct BuildkiteTokenTests {
  // From the documentation of `buildkite-agent oidc`. Its other sample has a `build_tag` beside a branch's subject, which
  // its own table excludes.
  @Test("the documentation's sample with a subject of its own is minted byte for byte")
  func sample() throws {
    let sample = """
      {
        "iss": "https://agent.buildkite.com",
        "sub": "0191f956-042f-7ec4-aa62-8e5eeae396d0",
        "aud": "api://AzureADTokenExchange",
        "iat": 1669014898,
        "nbf": 1669014898,
        "exp": 1669015198,
        "organization_slug": "acme-inc",
        "pipeline_slug": "super-duper-app",
        "build_number": 1,
        "build_branch": "main",
        "build_commit": "9f3182061f1e2cca4702c368cbc039b7dc9d4485",
        "step_key": "build",
        "job_id": "0184990a-477b-4fa8-9968-496074483cee",
        "agent_id": "0184990a-4782-42b5-afc1-16715b10b8ff",
        "build_source": "ui",
        "runner_environment": "buildkite-hosted",
        "cluster_id": "0191f956-042f-7ec4-aa62-8e5eeae396d0"
      }
      """
    let given = pipeline(
      "buildkite",
      [
        "organization_slug": "acme-inc", "pipeline_slug": "super-duper-app", "build_branch": "main",
        "build_commit": "9f3182061f1e2cca4702c368cbc039b7dc9d4485", "step_key": "build",
        "job_id": "0184990a-477b-4fa8-9968-496074483cee", "agent_id": "0184990a-4782-42b5-afc1-16715b10b8ff",
        "build_source": "ui", "runner_environment": "buildkite-hosted",
        "cluster_id": "0191f956-042f-7ec4-aa62-8e5eeae396d0",
      ]
    )
    var request = TokenRequest.test(audience: .one("api://AzureADTokenExchange"), template: ["cluster_id"])
    request.issuedAt = 1_669_014_898
    let platform = try Platform.get("buildkite")
    #expect(try platform.token(for: given, request).payload.compact == Samples.compact(sample))
    request.subjectTemplate = nil
    request.audience = nil
    let token = try platform.token(for: given, request)
    #expect(
      token.payload["sub"]
        == "organization:acme-inc:pipeline:super-duper-app:ref:refs/heads/main:commit:9f3182061f1e2cca4702c368cbc039b7dc9d4485:step:build"
    )
    #expect(token.payload["aud"] == "https://buildkite.com/acme-inc")
  }

  // https://gist.github.com/joemiller/51bec8e04de85af44540fbb85c392d00: a token of 2022, without the later claims.
  @Test("a real token without a step key ends in a colon and has null")
  func real() throws {
    let sample = """
      {
        "iss": "https://agent.buildkite.com",
        "sub": "organization:planetscale:pipeline:vault-secrets-buildkite-plugin:ref:refs/heads/buildkite-oidc-token-test:commit:750339bffa630404607f73dd8ed2f2c4de3670c7:step:",
        "aud": "vault",
        "iat": 1668694871,
        "nbf": 1668694871,
        "exp": 1668695171,
        "organization_slug": "planetscale",
        "pipeline_slug": "vault-secrets-buildkite-plugin",
        "build_number": 175,
        "build_branch": "buildkite-oidc-token-test",
        "build_commit": "750339bffa630404607f73dd8ed2f2c4de3670c7",
        "step_key": null,
        "job_id": "018485f6-1f53-4f18-9b53-72428db4d239",
        "agent_id": "018485f6-eec2-4b61-a7be-0e35ef563df0"
      }
      """
    let given = pipeline(
      "buildkite",
      [
        "organization_slug": "planetscale", "pipeline_slug": "vault-secrets-buildkite-plugin", "build_number": "175",
        "build_branch": "buildkite-oidc-token-test", "build_commit": "750339bffa630404607f73dd8ed2f2c4de3670c7",
        "job_id": "018485f6-1f53-4f18-9b53-72428db4d239", "agent_id": "018485f6-eec2-4b61-a7be-0e35ef563df0",
      ]
    )
    var request = TokenRequest.test(audience: .one("vault"), facts: .asGiven)
    request.issuedAt = 1_668_694_871
    #expect(try Platform.get("buildkite").token(for: given, request).payload.compact == Samples.compact(sample))
  }

  @Test("a tag wins over the branch")
  func tag() throws {
    let payload = try Platform.get("buildkite").token(for: buildkite(["build_tag": "v1"]), .test()).payload
    #expect(payload["sub"]?.string?.contains(":ref:refs/tags/v1:commit:") == true)
    #expect(payload["build_tag"] == "v1")
  }

  @Test("AWS sees seven claims, of which a job must ask for four")
  func mapped() throws {
    let form = try #require(Platform.get("buildkite").subjectForms.first)
    #expect(form.claims.filter(\.isCertain).map(\.claim) == ["organization_slug", "pipeline_slug", "build_branch"])
    #expect(
      form.claims.filter { !$0.isCertain }.map(\.claim)
        == ["organization_id", "pipeline_id", "cluster_name", "cluster_id"]
    )
    let chosen = try #require(
      Platform.get("buildkite").forms(FormSelection(subjectTemplate: ["cluster_id"])).first
    )
    #expect(chosen.claims.first { $0.claim == "cluster_id" }?.isCertain == true)
  }

  @Test("Buildkite has one issuer")
  func issuer() throws {
    for foreign in ["https://agent.buildkite.com/", "https://agent.buildkite.com.evil.example", "https://gitlab.com"] {
      #expect(throws: PlatformError.self) {
        try Platform.get("buildkite").token(for: buildkite(), .test(issuer: foreign))
      }
    }
  }
}
