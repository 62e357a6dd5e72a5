/// A step that may run, with its inputs as far as they are known.
package struct GitHubResolvedStep: Sendable {
  package var step: GitHubStep
  /// The workflow or action it is written in.
  package var file: String
  /// By name in lower case.
  package var with: [String: CIText]
  /// The runs of the job in which the step is not skipped.
  package var runs: [JobRun]
}
