/// One job of one workflow in one pipeline: alone, or called from another workflow.
package struct GitHubJobReading: Sendable {
  package var workflow: GitHubWorkflow
  package var job: GitHubJob
  /// The jobs that call its workflow, outermost first; empty when the pipeline starts with it.
  package var callers: [GitHubJob]
  /// Whether it may ask for a token, and what decides that.
  package var grant: GitHubGrant
  /// When it runs.
  package var runs: [JobRun]
  /// Its steps with those of the composite actions it uses, in order; of the matrix's first combination.
  package var steps: [GitHubResolvedStep]
  /// The tokens its steps ask for, whether it may have them or not; of the first combination.
  package var wanted: [JobToken]
  /// The labels of its runner, as far as they are known; of the first combination.
  package var labels: [CIText]
  /// One per combination of the matrix; empty for a job that calls a workflow that was read.
  package var jobs: [CIJob]
}
