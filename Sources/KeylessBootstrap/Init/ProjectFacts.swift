import KeylessIntent
import KeylessSource

/// What is known of the project whose intent is begun; every fact may be missing.
package struct ProjectFacts: Hashable, Sendable {
  package var platform: String?
  /// With its scheme; nil for the platform's public instance.
  package var issuer: String?
  package var project: String?
  package var projectID: String?
  /// The namespace's on GitLab, the owner's on GitHub.
  package var ownerID: String?
  package var defaultBranch: String?

  package init() {}

  /// Where this knows nothing, the other's word counts.
  func completed(by other: ProjectFacts) -> ProjectFacts {
    var out = self
    // Facts of another platform or project would be mixed into this one's.
    if let platform, let others = other.platform, platform != others { return self }
    if let project, let others = other.project, project != others {
      out.platform = platform ?? other.platform
      out.issuer = issuer ?? other.issuer
      return out
    }
    out.platform = platform ?? other.platform
    out.issuer = issuer ?? other.issuer
    out.project = project ?? other.project
    out.projectID = projectID ?? other.projectID
    out.ownerID = ownerID ?? other.ownerID
    out.defaultBranch = defaultBranch ?? other.defaultBranch
    return out
  }

  /// What the variables of a running job say (GitLab, "Predefined variables"; GitHub, "Variables reference").
  static func job(_ environment: [String: String]) -> ProjectFacts {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    var facts = ProjectFacts()
    if value("GITLAB_CI") == "true" {
      facts.platform = "gitlab"
      facts.project = value("CI_PROJECT_PATH")
      facts.projectID = value("CI_PROJECT_ID")
      facts.ownerID = value("CI_PROJECT_NAMESPACE_ID")
      facts.defaultBranch = value("CI_DEFAULT_BRANCH")
      facts.issuer = value("CI_SERVER_URL").flatMap { $0 == IntentPlatform.gitlab.publicIssuer ? nil : $0 }
    } else if value("GITHUB_ACTIONS") == "true" {
      facts.platform = "github"
      facts.project = value("GITHUB_REPOSITORY")
      facts.projectID = value("GITHUB_REPOSITORY_ID")
      facts.ownerID = value("GITHUB_REPOSITORY_OWNER_ID")
      facts.issuer = value("GITHUB_SERVER_URL").flatMap(gitHubIssuer)
    }
    return facts
  }

  /// What the claims of a token of the project say, as `keyless token inspect` shows them.
  static func claims(_ json: JSON) -> ProjectFacts {
    func text(_ name: String) -> String? { json[name]?.string }
    var facts = ProjectFacts()
    let issuer = text("iss")
    if let path = text("project_path") {
      facts.platform = "gitlab"
      facts.project = path
      facts.projectID = text("project_id")
      facts.ownerID = text("namespace_id")
      facts.issuer = issuer == IntentPlatform.gitlab.publicIssuer ? nil : issuer
    } else if let repository = text("repository") {
      facts.platform = "github"
      facts.project = repository
      facts.projectID = text("repository_id")
      facts.ownerID = text("repository_owner_id")
      facts.issuer = issuer == IntentPlatform.github.publicIssuer ? nil : issuer
    }
    return facts
  }

  /// The issuer of a server of one's own; nil for github.com.
  static func gitHubIssuer(_ server: String) -> String? {
    server == "https://github.com" ? nil : server + "/_services/token"
  }
}
