import KeylessPlatforms
import KeylessSource
import Testing

@Suite("HCP Terraform tokens")
struct HCPTerraformTokenTests {
  private func mint(_ given: Pipeline, _ request: TokenRequest = .test()) throws -> UnsignedToken {
    try Platform.get("hcp-terraform").token(for: given, request)
  }

  // From hashicorp/web-unified-docs, `workload-identity-tokens.mdx`; its token lives five minutes.
  @Test("the documentation's sample is minted byte for byte")
  func sample() throws {
    let sample = """
      {
        "jti": "1192426d-b525-4fde-9d42-f238be437bbd",
        "iss": "https://app.terraform.io",
        "aud": "my-example-audience",
        "iat": 1650486122,
        "nbf": 1650486117,
        "exp": 1650486422,
        "sub": "organization:my-org:project:Default Project:workspace:my-workspace:run_phase:apply",
        "terraform_organization_id": "org-GRNbCjYNpBB6NEH9",
        "terraform_organization_name": "my-org",
        "terraform_project_id": "prj-vegSA59s1XPwMr2t",
        "terraform_project_name": "Default Project",
        "terraform_workspace_id": "ws-mbsd5E3Ktt5Rg2Xm",
        "terraform_workspace_name": "my-workspace",
        "terraform_full_workspace": "organization:my-org:project:Default Project:workspace:my-workspace",
        "terraform_run_id": "run-X3n1AUXNGWbfECsJ",
        "terraform_run_phase": "apply"
      }
      """
    let given = terraform([
      "terraform_organization_name": "my-org", "terraform_organization_id": "org-GRNbCjYNpBB6NEH9",
      "terraform_project_id": "prj-vegSA59s1XPwMr2t", "terraform_workspace_name": "my-workspace",
      "terraform_workspace_id": "ws-mbsd5E3Ktt5Rg2Xm", "terraform_run_id": "run-X3n1AUXNGWbfECsJ",
    ])
    let request = TokenRequest(
      audience: .one("my-example-audience"),
      issuedAt: 1_650_486_122,
      lifetime: 300,
      tokenID: "1192426d-b525-4fde-9d42-f238be437bbd",
      keyID: "k"
    )
    let token = try mint(given, request)
    #expect(token.payload.compact == (try Samples.compact(sample)))
    #expect(token.header.compact == #"{"typ":"JWT","alg":"RS256","kid":"k"}"#)
  }

  @Test("a module's test and a stack's deployment have subjects of their own and no workspace")
  func otherWorkloads() throws {
    let module = try mint(SamplePipelines.moduleTest)
    #expect(module.payload["sub"] == "organization:acme:module:network:operation:test_run")
    #expect(!names(module).contains("terraform_workspace_name") && !names(module).contains("terraform_project_name"))
    #expect(
      try mint(SamplePipelines.stack).payload["sub"]
        == "organization:acme:project:Default Project:stack:shop:deployment:production:operation:apply"
    )
    #expect(try Platform.get("hcp-terraform").subjectForms.map(\.evidence) == [.documented, .documented, .unverified])
  }

  @Test("one of workspace, module and stack must be given")
  func none() throws {
    let error = #expect(throws: PlatformError.self) {
      try mint(pipeline("hcp-terraform", ["terraform_organization_name": "acme"]))
    }
    #expect(error?.code == .missingFact && error?.description.contains("`stack`") == true)
  }

  @Test("the audience is AWS's own by default, and the issuer can be a Terraform Enterprise host")
  func issuer() throws {
    let payload = try mint(terraform(), .test(issuer: "https://tfe.example.com:8443", audience: nil)).payload
    #expect(payload["iss"] == "https://tfe.example.com:8443")
    #expect(payload["aud"] == "aws.workload.identity")
    for foreign in [
      "https://gitlab.com", "https://agent.buildkite.com", "http://tfe.example.com", "https://tfe.example.com/",
    ] {
      #expect(throws: PlatformError.self) { try mint(terraform(), .test(issuer: foreign)) }
    }
  }
}
