import KeylessPlatforms

/// A legal pipeline of each platform.
enum SamplePipelines {
  static let organization = "3f2b1c00-0000-4000-8000-000000000001"
  static let project = "3f2b1c00-0000-4000-8000-000000000002"
  static let cluster = "0123456789ABCDEF0123456789ABCDEF"

  static let all: [Pipeline] = [
    gitlab(), github(), circleci(), bitbucket(), buildkite(), terraform(), eks(), oidc(),
  ]

  static let moduleTest = pipeline("hcp-terraform", ["terraform_organization_name": "acme", "module": "network"])
  static let stack = pipeline(
    "hcp-terraform",
    ["terraform_organization_name": "acme", "stack": "shop", "deployment": "production"]
  )

  /// The sample of a platform with these facts over its own.
  static func of(_ platform: String, _ facts: [String: String]) throws -> Pipeline {
    struct NoSample: Error {}
    guard var sample = all.first(where: { $0.platform.description == platform }) else { throw NoSample() }
    for (name, value) in facts { sample[name] = .text(value) }
    return sample
  }
}

func circleci(_ facts: [String: String] = [:]) -> Pipeline {
  let own = ["organization_id": SamplePipelines.organization, "project_id": SamplePipelines.project]
  return pipeline("circleci", own.merging(facts) { $1 })
}

func bitbucket(_ facts: [String: String] = [:]) -> Pipeline {
  let own = ["workspace": "acme", "repositoryUuid": "{\(SamplePipelines.project)}"]
  return pipeline("bitbucket", own.merging(facts) { $1 })
}

func buildkite(_ facts: [String: String] = [:]) -> Pipeline {
  pipeline("buildkite", ["organization_slug": "acme", "pipeline_slug": "shop"].merging(facts) { $1 })
}

func terraform(_ facts: [String: String] = [:]) -> Pipeline {
  let own = ["terraform_organization_name": "acme", "terraform_workspace_name": "shop"]
  return pipeline("hcp-terraform", own.merging(facts) { $1 })
}

func eks(_ facts: [String: String] = [:]) -> Pipeline {
  let own = [
    "region": "eu-west-1", "cluster_id": SamplePipelines.cluster, "namespace": "shop", "service_account": "deploy",
  ]
  return pipeline("eks", own.merging(facts) { $1 })
}

func oidc(_ facts: [String: String] = [:]) -> Pipeline {
  pipeline("oidc", ["subject": "spiffe://example.com/shop"].merging(facts) { $1 })
}

extension Pipeline {
  /// The issuer that must be given; nil where the platform knows it.
  var givenIssuer: String? { platform == "oidc" ? "https://idp.example.com" : nil }

  /// The issuer of this pipeline's tokens.
  func issuer() throws -> String {
    struct NoIssuer: Error {}
    let known = try Platform.get(platform.description).issuer(of: self)
    guard let issuer = known ?? givenIssuer else { throw NoIssuer() }
    return issuer
  }
}
