/// An `action.yml` of the tree.
package struct GitHubAction: Sendable {
  package var file: String
  /// The folder it lies in, which `github.action_path` and `GITHUB_ACTION_PATH` name.
  package var folder: String
  package var inputs: [GitHubInput]
  /// `composite`, `node20`, `docker`.
  package var using: String
  /// Empty unless it is composite.
  package var steps: [GitHubStep]
}
