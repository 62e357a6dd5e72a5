import KeylessPlatforms
import Testing

@Suite("Whose token it is")
struct OwnershipTests {
  @Test("every part of an ownership is a component of some form")
  func components() {
    for platform in Platform.all {
      let known = Set(platform.subjectForms.flatMap(\.components).map(\.name))
      let ownership = platform.ownership
      #expect(!ownership.project.isEmpty)
      let named =
        ownership.project + [ownership.owner?.component, ownership.projectID, ownership.ownerID].compactMap(\.self)
        + ownership.protection.map(\.component)
      for name in named { #expect(known.contains(name), "\(platform.id) \(name)") }
      for mark in ownership.protection {
        #expect(platform.fact(named: mark.component)?.kind.contains(mark.value) == true)
      }
    }
  }

  @Test("a shared issuer's platform says who the owner is")
  func owners() {
    for platform in Platform.all where platform.defaultIssuer != nil {
      #expect(platform.ownership.owner != nil, "\(platform.id)")
    }
  }

  @Test("GitLab's owner is the top-level namespace, and its protected refs show")
  func gitlab() throws {
    let ownership = try Platform.get("gitlab").ownership
    let owner = try #require(ownership.owner)
    #expect(owner.component == "project_path" && owner.text(in: "acme/team/shop") == "acme")
    #expect(ownership.protection.map(\.component) == ["ref_protected"])
    #expect(try Platform.get("github").ownership.owner?.text(in: "acme") == "acme")
    #expect(try Platform.get("github").ownership.protection.isEmpty)
  }

  @Test("every platform says how a job gets its token")
  func jobTokens() {
    for platform in Platform.all {
      #expect(platform.jobToken.allSatisfy { $0.last == "." } && !platform.jobToken.isEmpty)
    }
  }

  @Test(
    "strangers have tokens of a shared issuer only",
    arguments: [
      ("gitlab", "https://gitlab.com", true), ("gitlab", "https://gitlab.example.com", false),
      ("github", "https://token.actions.githubusercontent.com/octo", true),
      ("github", "https://ghe.example.com/_services/token", false), ("circleci", "https://oidc.circleci.com", true),
      ("circleci", "https://oidc.circleci.com/org/\(SamplePipelines.organization)", false),
      ("buildkite", "https://agent.buildkite.com", true), ("hcp-terraform", "https://app.terraform.io", true),
      ("hcp-terraform", "https://tfe.example.com", false), ("oidc", "https://scalr.io", true),
      ("oidc", "https://idp.example.com", false),
    ]
  )
  func strangers(platform: String, issuer: String, isShared: Bool) throws {
    #expect(try Platform.get(platform).isShared(issuer) == isShared)
  }

  @Test("whether an issuer is shared agrees with the issuers IAM controls")
  func shared() {
    for platform in Platform.all {
      for form in platform.issuers where !form.url.contains("<") && form.evidence != .unverified {
        #expect((SharedIssuer.matching(form.url) != nil) == form.isShared, "\(form.url)")
      }
    }
  }
}
