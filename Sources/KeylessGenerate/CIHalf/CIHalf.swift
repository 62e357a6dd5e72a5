package import KeylessIntent

/// The CI half of an intent: the files by which a job's token reaches the AWS SDKs, and jobs that plan and apply with it.
package enum CIHalf {
  /// The tree of a component project (GitLab) or of a repository's `.github` folder (GitHub).
  package static func tree(for intent: Intent, roles: CIRoles = CIRoles()) throws(CIHalfError) -> FileTree {
    let facts = try CIFacts(intent, roles)
    return switch intent.issuer.platform {
    case .gitlab:
      FileTree([
        .init("templates/aws-credentials.yml", GitLabCredentialsComponent(facts).text),
        .init("templates/tofu.yml", GitLabTofuComponent(facts).text),
        .init("include/aws-credentials.gitlab-ci.yml", GitLabCredentialsInclude(facts).text),
        .init("README.md", GitLabReadme(facts).text),
      ])
    case .github:
      FileTree([
        .init(".github/actions/aws-credentials/action.yml", GitHubAction(facts).text),
        .init(".github/actions/aws-credentials/deliver.sh", GitHubDelivery.text, isExecutable: true),
        .init(".github/actions/aws-credentials/refresh.sh", GitHubRefresher.text, isExecutable: true),
        .init(".github/actions/aws-credentials/token.sh", GitHubTokenRequest.text),
        .init(".github/actions/aws-credentials/README.md", GitHubReadme(facts).text),
        .init(".github/workflows/tofu.yml", GitHubTofuWorkflow(facts).text),
      ])
    }
  }
}
