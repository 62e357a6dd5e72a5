import KeylessSource

/// A workflow in one of the places it runs: started by an event, or called by a job.
struct GitHubFrame {
  var workflow: GitHubWorkflow
  /// The folder of the tree that holds the workflow's own repository.
  var root: String
  /// The file the pipeline starts from.
  var pipeline: String
  var runs: [JobRun]
  var context: GitHubContext
  /// What the caller may do; nil for a pipeline's own workflow.
  var ceiling: GitHubGrant?
  /// The names and jobs of the callers.
  var callers: [(name: String, job: GitHubJob)] = []
  /// The files that are being expanded, against circles.
  var files: [String]
  /// `job_workflow_ref`.
  var reference: [CIText.Part]
  var unknowns: [Located<String>] = []
}
