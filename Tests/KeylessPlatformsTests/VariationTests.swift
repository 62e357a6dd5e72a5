import KeylessPlatforms
import KeylessSource
import Testing

@Suite("Near misses")
struct VariationTests {
  private static let pipelines: [Pipeline] = [
    gitlab(), gitlab(["project_id": "20", "namespace_id": "72", "environment": "production"]),
    gitlab(["ref_type": "tag", "ref": "v1"]), gitlab(["pipeline_source": "merge_request_event", "ref": "feature"]),
    gitlab(["project_path": "acme/team/shop", "user_id": ""]),
    gitlab(["project_path": "mallory/shop", "job_project_path": "acme/shop", "pipeline_source": "merge_request_event"]),
    gitlab(["project_path": "keyless-stranger/keyless-other", "ref": "keyless-other"]),
    github(), github(["environment": "a:b"]), github(["ref": "refs/tags/v1"]), github(["event_name": "pull_request"]),
    github(["event_name": "pull_request_target"]),
    github(["job_workflow_ref": "o/r/.github/workflows/x.yml@refs/heads/main"]), circleci(),
    circleci(["token": "v1"]), circleci(["trigger": "custom_webhook"]), bitbucket(["branchName": "main"]),
    bitbucket(["deploymentEnvironmentUuid": "{00000000-0000-4000-8000-0000000000e1}"]), buildkite(),
    buildkite(["build_tag": "v1", "step_key": "deploy"]),
    buildkite(["organization_id": SamplePipelines.organization, "pipeline_id": SamplePipelines.project]), terraform(),
    SamplePipelines.moduleTest, SamplePipelines.stack, eks(), oidc(),
    oidc(["email": "a@example.com", "email_verified": "true"]),
  ]

  @Test("every near miss is complete, legal, different, and mints unless it says why not", arguments: pipelines)
  func legal(_ given: Pipeline) throws {
    let platform = try Platform.get(given.platform.description)
    let base = try platform.complete(given)
    let variations = try platform.variations(of: given)
    #expect(variations.count >= 5)
    #expect(Set(variations.map(\.name)).count == variations.count)
    #expect(Set(variations.map(\.pipeline)).count == variations.count)
    for variation in variations {
      #expect(variation.pipeline != base)
      #expect(!variation.changes.isEmpty)
      #expect(try platform.complete(variation.pipeline) == variation.pipeline, "\(variation.name)")
      for change in variation.changes {
        #expect(
          base[change.fact] == change.from && variation.pipeline[change.fact] == change.to && change.from != change.to
        )
      }
      if variation.unmintable == nil {
        _ = try platform.token(for: variation.pipeline, .test(issuer: given.givenIssuer))
      } else {
        let error = #expect(throws: PlatformError.self) { try platform.token(for: variation.pipeline, .test()) }
        #expect(error?.code == .noToken)
      }
    }
  }

  private func variation(_ name: String, of pipeline: Pipeline) throws -> Variation {
    let all = try Platform.get(pipeline.platform.description).variations(of: pipeline)
    return try #require(all.first { $0.name == name }, "\(all.map(\.name))")
  }

  @Test(
    "GitLab's near misses say what they are called",
    arguments: [
      ("another branch", "project_path:acme/shop:ref_type:branch:ref:keyless-other"),
      ("prefix twin of the branch", "project_path:acme/shop:ref_type:branch:ref:main-evil"),
      ("tag of the same name", "project_path:acme/shop:ref_type:tag:ref:main"),
      ("merge request", "project_path:acme/shop:ref_type:branch:ref:main"),
      ("fork's merge request", "project_path:keyless-stranger/shop:ref_type:branch:ref:main"),
      ("fork", "project_path:keyless-stranger/shop:ref_type:branch:ref:main"),
      ("another project", "project_path:acme/keyless-other:ref_type:branch:ref:main"),
      ("prefix twin of the project", "project_path:acme/shop-evil:ref_type:branch:ref:main"),
      ("prefix twin of the namespace", "project_path:acme-evil/shop:ref_type:branch:ref:main"),
      ("project of a subgroup", "project_path:acme/keyless-subgroup/shop:ref_type:branch:ref:main"),
      ("other case", "project_path:Acme/Shop:ref_type:branch:ref:main"),
    ]
  )
  func gitlabSubjects(name: String, subject: String) throws {
    let variation = try variation(name, of: gitlab())
    let token = try Platform.get("gitlab").token(for: variation.pipeline, .test())
    #expect(token.payload["sub"]?.string == subject)
  }

  @Test("ids belong to the project: another project has another one, a sibling the same namespace")
  func ids() throws {
    let given = gitlab(["project_id": "20", "namespace_id": "72"])
    let sibling = try variation("another project", of: given).pipeline
    #expect(sibling["project_id"] != .text("20") && sibling["namespace_id"] == .text("72"))
    let fork = try variation("fork's merge request", of: given).pipeline
    #expect(fork["project_id"] != .text("20") && fork["namespace_id"] != .text("72"))
    #expect(fork["job_project_id"] == .text("20") && fork["job_namespace_id"] == .text("72"))
    let reclaimed = try variation("reclaimed path", of: given).pipeline
    #expect(reclaimed["project_path"] == .text("acme/shop") && reclaimed["project_id"] != .text("20"))
    let renamed = try variation("other case", of: given).pipeline
    #expect(renamed["project_id"] == .text("20"))
  }

  @Test(
    "GitHub's near misses say what they are called",
    arguments: [
      ("another branch", "repo:acme/shop:ref:refs/heads/keyless-other"),
      ("prefix twin of the branch", "repo:acme/shop:ref:refs/heads/main-evil"),
      ("tag of the same name", "repo:acme/shop:ref:refs/tags/main"), ("pull request", "repo:acme/shop:pull_request"),
      ("another repository", "repo:acme/keyless-other:ref:refs/heads/main"),
      ("prefix twin of the repository", "repo:acme/shop-evil:ref:refs/heads/main"),
      ("prefix twin of the owner", "repo:acme-evil/shop:ref:refs/heads/main"),
      ("fork", "repo:keyless-stranger/shop:ref:refs/heads/main"), ("other case", "repo:Acme/Shop:ref:refs/heads/main"),
      ("with an environment", "repo:acme/shop:environment:production"),
    ]
  )
  func githubSubjects(name: String, subject: String) throws {
    let variation = try variation(name, of: github())
    let token = try Platform.get("github").token(for: variation.pipeline, .test(layout: .classic))
    #expect(token.payload["sub"]?.string == subject)
  }

  @Test(
    "the other platforms' near misses say what they are called",
    arguments: [
      (circleci(), "another branch or tag", "refs/heads/keyless-other"),
      (circleci(), "prefix twin of the ref", "refs/heads/main-evil"),
      (circleci(), "the other kind of ref of the same name", "refs/tags/main"),
      (circleci(), "ref that ends like the subject", "refs/heads/x/vcs-ref/refs/heads/main"),
      (circleci(["vcs_origin": "github.com/acme/shop"]), "another repository", "github.com/keyless-stranger/shop/"),
      (circleci(["vcs_origin": "github.com/acme/shop"]), "prefix twin of the repository", "github.com/acme/shop-evil/"),
      (buildkite(), "another branch", ":ref:refs/heads/keyless-other:"),
      (buildkite(), "prefix twin of the pipeline", "organization:acme:pipeline:shop-evil:"),
      (buildkite(), "another organization", "organization:keyless-stranger:pipeline:shop:"),
      (buildkite(), "a tag", ":ref:refs/tags/keyless-0:"),
      (terraform(), "plan", "organization:acme:project:Default Project:workspace:shop:run_phase:plan"),
      (terraform(), "prefix twin of the workspace", ":workspace:shop-evil:run_phase:apply"),
      (terraform(), "another project", ":project:Keyless Other:workspace:shop:"),
      (terraform(), "module test", "organization:acme:module:keyless-module:operation:test_run"),
      (eks(), "prefix twin of the namespace", "system:serviceaccount:shop-evil:deploy"),
      (eks(), "the namespace's default service account", "system:serviceaccount:shop:default"),
    ]
  )
  func otherSubjects(given: Pipeline, name: String, part: String) throws {
    let variation = try variation(name, of: given)
    let token = try Platform.get(given.platform.description).token(for: variation.pipeline, .test())
    #expect(token.payload["sub"]?.string?.contains(part) == true, "\(token.payload.compact)")
  }

  @Test("another tenant's near miss has another issuer, and is left out where the issuer is given")
  func tenants() throws {
    let platform = try Platform.get("circleci")
    let other = try variation("another organization", of: circleci()).pipeline
    #expect(try platform.issuer(of: other) != platform.issuer(of: circleci()))
    let names = try platform.variations(of: circleci(), issuer: circleci().issuer()).map(\.name)
    #expect(!names.contains("another organization") && names.contains("another project"))
  }

  @Test("a fork's pull request on GitHub is listed as one that gets no token")
  func unmintable() throws {
    #expect(try variation("fork's pull request", of: github()).unmintable?.contains("fork") == true)
    #expect(try variation("pull request", of: github()).unmintable == nil)
  }

  @Test("near misses of an environment")
  func environments() throws {
    let given = github(["environment": "a:b"])
    #expect(try variation("without environment", of: given).pipeline["environment"] == nil)
    #expect(try variation("escaped twin of the environment", of: given).pipeline["environment"] == .text("a%3Ab"))
    #expect(try variation("prefix twin of the environment", of: given).pipeline["environment"] == .text("a:b-evil"))
  }

  @Test("an illegal pipeline has no near misses but an error")
  func illegal() throws {
    #expect(throws: PlatformError.self) { try Platform.get("gitlab").variations(of: gitlab(["ref_type": "mr"])) }
  }
}
