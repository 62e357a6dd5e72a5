package import KeylessSource

/// One job of a workflow as it is written.
package struct GitHubJob: Sendable {
  package var id: Located<String>
  package var needs: [Located<String>]
  package var condition: Located<String>?
  package var permissions: GitHubPermissions?
  /// The environment's name as it is written.
  package var environmentName: Located<String>?
  package var runsOn: GitHubRunner?
  package var matrix: GitHubMatrix?
  package var environment: [GitHubSetting]
  package var defaults: GitHubRunDefaults
  package var container: Located<String>?
  package var steps: [GitHubStep]
  /// What other jobs have by `needs`.
  package var outputs: [GitHubSetting]
  /// The workflow it calls instead of having steps.
  package var calls: GitHubUse?
  package var with: [GitHubSetting]
  package var secrets: GitHubSecrets?
  /// The whole job.
  package var span: SourceSpan
}
