package import KeylessSource

/// One step of a job or of a composite action.
package struct GitHubStep: Sendable {
  package var id: Located<String>?
  package var name: Located<String>?
  package var condition: Located<String>?
  /// Whether the job may go on when the step fails: `continue-on-error` is there and is no literal `false`.
  package var continuesOnError: Bool
  package var uses: GitHubUse?
  package var with: [GitHubSetting]
  package var environment: [GitHubSetting]
  package var run: GitHubScript?
  package var shell: Located<String>?
  package var workingDirectory: Located<String>?
  package var span: SourceSpan
}
