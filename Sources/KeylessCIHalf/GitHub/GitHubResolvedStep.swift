/// A step that may run, with its inputs as far as they are known.
package struct GitHubResolvedStep: Sendable {
  package var step: GitHubStep
  /// The workflow or action it is written in.
  package var file: String
  /// By name in lower case.
  package var with: [String: CIText]
  /// The names that hold what a stranger chose, as the step sees them.
  package var strangers = GitHubStrangers()
  /// The runs of the job in which the step is not skipped.
  package var runs: [JobRun]
}
