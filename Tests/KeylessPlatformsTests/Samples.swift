import KeylessTesting
import KeylessPlatforms
import KeylessSource

/// The sample tokens of GitLab's and GitHub's documentation.
enum Samples {
  static let gitlab = """
    {
      "namespace_id": "72",
      "namespace_path": "my-group",
      "project_id": "20",
      "project_path": "my-group/my-project",
      "user_id": "1",
      "user_login": "sample-user",
      "user_email": "sample-user@example.com",
      "user_identities": [
        { "provider": "github", "extern_uid": "2435223452345" },
        { "provider": "bitbucket", "extern_uid": "john.smith" }
      ],
      "pipeline_id": "574",
      "pipeline_source": "push",
      "job_id": "302",
      "ref": "feature-branch-1",
      "ref_type": "branch",
      "ref_path": "refs/heads/feature-branch-1",
      "ref_protected": "false",
      "groups_direct": ["mygroup/mysubgroup", "myothergroup/myothersubgroup"],
      "environment": "test-environment2",
      "environment_protected": "false",
      "deployment_tier": "testing",
      "environment_action": "start",
      "job_source": "push",
      "job_config": {
        "url": "https://gitlab.example.com/my-group/my-policy-project/-/blob/ab035e64eca9a7a85bd62e485d3593f52a2804ac/.gitlab/security-policies/policy.yml",
        "sha": "ab035e64eca9a7a85bd62e485d3593f52a2804ac"
      },
      "runner_id": 1,
      "runner_environment": "self-hosted",
      "sha": "714a629c0b401fdce83e847fc9589983fc6f46bc",
      "project_visibility": "public",
      "ci_config_ref_uri": "gitlab.example.com/my-group/my-project//.gitlab-ci.yml@refs/heads/main",
      "ci_config_sha": "714a629c0b401fdce83e847fc9589983fc6f46bc",
      "jti": "235b3a54-b797-45c7-ae9a-f72d7bc6ef5b",
      "iss": "https://gitlab.example.com",
      "iat": 1681395193,
      "nbf": 1681395188,
      "exp": 1681398793,
      "sub": "project_path:my-group/my-project:ref_type:branch:ref:feature-branch-1",
      "aud": "https://vault.example.com"
    }
    """

  static let gitlabFacts: [String: String] = [
    "namespace_id": "72", "project_id": "20", "project_path": "my-group/my-project", "namespace_path": "my-group",
    "user_id": "1", "user_login": "sample-user", "user_email": "sample-user@example.com", "pipeline_id": "574",
    "pipeline_source": "push", "job_id": "302", "ref": "feature-branch-1", "ref_type": "branch",
    "ref_path": "refs/heads/feature-branch-1", "ref_protected": "false",
    "groups_direct": "mygroup/mysubgroup,myothergroup/myothersubgroup", "environment": "test-environment2",
    "environment_protected": "false", "deployment_tier": "testing", "environment_action": "start", "job_source": "push",
    "job_config_url":
      "https://gitlab.example.com/my-group/my-policy-project/-/blob/ab035e64eca9a7a85bd62e485d3593f52a2804ac/.gitlab/security-policies/policy.yml",
    "job_config_sha": "ab035e64eca9a7a85bd62e485d3593f52a2804ac", "runner_id": "1", "runner_environment": "self-hosted",
    "sha": "714a629c0b401fdce83e847fc9589983fc6f46bc", "project_visibility": "public",
    "ci_config_ref_uri": "gitlab.example.com/my-group/my-project//.gitlab-ci.yml@refs/heads/main",
    "ci_config_sha": "714a629c0b401fdce83e847fc9589983fc6f46bc",
  ]

  static let github = """
    {
      "jti": "example-id",
      "sub": "repo:octo-org/octo-repo:environment:prod",
      "environment": "prod",
      "aud": "https://github.com/octo-org",
      "ref": "refs/heads/main",
      "sha": "example-sha",
      "repository": "octo-org/octo-repo",
      "repository_owner": "octo-org",
      "actor_id": "12",
      "repository_visibility": "private",
      "repository_id": "74",
      "repository_owner_id": "65",
      "run_id": "example-run-id",
      "run_number": "10",
      "run_attempt": "2",
      "runner_environment": "github-hosted",
      "actor": "octocat",
      "workflow": "example-workflow",
      "head_ref": "",
      "base_ref": "",
      "event_name": "workflow_dispatch",
      "enterprise": "avocado-corp",
      "enterprise_id": "2",
      "ref_type": "branch",
      "job_workflow_ref": "octo-org/octo-automation/.github/workflows/oidc.yml@refs/heads/main",
      "iss": "https://token.actions.githubusercontent.com",
      "nbf": 1632492967,
      "exp": 1632493867,
      "iat": 1632493567
    }
    """

  static let githubFacts: [String: String] = [
    "environment": "prod", "ref": "refs/heads/main", "sha": "example-sha", "repository": "octo-org/octo-repo",
    "repository_owner": "octo-org", "actor_id": "12", "repository_visibility": "private", "repository_id": "74",
    "repository_owner_id": "65", "run_id": "example-run-id", "run_number": "10", "run_attempt": "2",
    "runner_environment": "github-hosted", "actor": "octocat", "workflow": "example-workflow", "head_ref": "",
    "base_ref": "", "event_name": "workflow_dispatch", "enterprise": "avocado-corp", "enterprise_id": "2",
    "ref_type": "branch",
    "job_workflow_ref": "octo-org/octo-automation/.github/workflows/oidc.yml@refs/heads/main",
  ]

  static func compact(_ text: String) throws -> String { try JSONParser.parse(Array(text.utf8)).plain.compact }
}

func pipeline(_ platform: PlatformID, _ facts: [String: String]) -> Pipeline {
  Pipeline(platform: platform, facts: facts.mapValues(FactValue.text))
}

func gitlab(_ facts: [String: String] = [:]) -> Pipeline {
  pipeline("gitlab", ["project_path": "acme/shop"].merging(facts) { $1 })
}

func github(_ facts: [String: String] = [:]) -> Pipeline {
  pipeline("github", ["repository": "acme/shop"].merging(facts) { $1 })
}

extension Platform {
  static func get(_ name: String) throws -> Platform {
    struct NoSuchPlatform: Error {}
    guard let platform = named(name) else { throw NoSuchPlatform() }
    return platform
  }
}

extension TokenRequest {
  static func test(
    issuer: String? = nil,
    audience: Audience? = .one("sts.amazonaws.com"),
    template: [String]? = nil,
    layout: SubjectLayout? = nil,
    version: ServerVersion? = nil,
    facts: GivenFacts = .completed
  ) -> TokenRequest {
    TokenRequest(
      issuer: issuer,
      audience: audience,
      issuedAt: 1_700_000_000,
      tokenID: "jti-1",
      keyID: "kid-1",
      subjectTemplate: template,
      subjectLayout: layout,
      serverVersion: version,
      facts: facts
    )
  }
}

/// The payload's member names, in order.
func names(_ token: UnsignedToken) -> [String] {
  guard case .object(let members) = token.payload else { return [] }
  return members.map(\.name)
}
