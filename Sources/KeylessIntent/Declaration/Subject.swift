/// How the platform builds `sub` for the projects of this intent.
package struct Subject: Hashable, Sendable {
  /// GitLab's `ci_id_token_sub_claim_components` or GitHub's `include_claim_keys`, in order.
  package var components: [String]
  /// GitHub's layouts of the repository segment, in the order they are written into policies; empty for GitLab.
  package var layouts: [Layout]

  package init(components: [String], layouts: [Layout]) {
    self.components = components
    self.layouts = layouts
  }

  /// GitHub's two ways to write a repository into `sub`.
  package enum Layout: String, Hashable, Sendable {
    /// `repo:OWNER@OWNER-ID/REPO@REPO-ID`, for repositories created, renamed or transferred after 2026-07-15.
    case immutable
    /// `repo:OWNER/REPO`.
    case classic
  }

  package func has(_ component: String) -> Bool { components.contains(component) }

  /// Whether somebody changed how the platform builds `sub`.
  package func isCustom(_ platform: IntentPlatform) -> Bool { components != Self.defaultComponents(platform) }

  /// What the platform does when nobody configured anything.
  static func defaultComponents(_ platform: IntentPlatform) -> [String] {
    switch platform {
    case .gitlab: ["project_path", "ref_type", "ref"]
    case .github: ["repo", "context"]
    }
  }

  /// The components this reader can turn into an exact condition.
  static func known(_ platform: IntentPlatform) -> [String] {
    switch platform {
    case .gitlab:
      ["project_path", "project_id", "ref_type", "ref", "ref_protected", "environment_protected", "deployment_tier"]
    case .github: ["repo", "context", "repository_id", "repository_owner", "repository_owner_id"]
    }
  }
}
