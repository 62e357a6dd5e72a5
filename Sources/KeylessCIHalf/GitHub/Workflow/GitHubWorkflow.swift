package import KeylessSource

/// One file of `.github/workflows` as it is written.
package struct GitHubWorkflow: Sendable {
  package var file: String
  package var name: Located<String>?
  /// What GitHub calls it: its name, or its file where it has none; nil where the name is no plain text.
  package var title: String?
  /// In the order of the file.
  package var triggers: [GitHubTrigger]
  /// Nil when the workflow says nothing: a token for AWS is then given to no job that does not ask itself.
  package var permissions: GitHubPermissions?
  package var environment: [GitHubSetting]
  /// `defaults.run`.
  package var defaults: GitHubRunDefaults
  package var jobs: [GitHubJob]

  package func trigger(_ event: String) -> GitHubTrigger? { triggers.first { $0.event.value == event } }

  package func job(_ id: String) -> GitHubJob? { jobs.first { $0.id.value == id } }
}
