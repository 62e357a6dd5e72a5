import KeylessSource

/// One kind of pipeline: what started it, and on what.
struct GitLabKind: Hashable, Sendable {
  /// `pipeline_source`.
  var event: String
  var refType: JobRun.RefType
  var isMergeRequest = false
  /// What holds for every such pipeline: the ways its parent runs.
  var base: [GitLabFormula.Literal] = []

  /// The kinds that read the project's own file.
  ///
  /// On-demand scans, security policies and the web IDE bring a file of
  /// their own, and an external status has none.
  static let all: [GitLabKind] =
    ["push", "web", "schedule", "api", "trigger", "pipeline"].flatMap {
      [GitLabKind(event: $0, refType: .branch), GitLabKind(event: $0, refType: .tag)]
    } + [
      GitLabKind(event: "merge_request_event", refType: .branch, isMergeRequest: true),
      GitLabKind(event: "external_pull_request_event", refType: .branch),
      GitLabKind(event: "chat", refType: .branch),
    ]

  /// Whether somebody can give the pipeline variables of their own when it starts.
  var takesVariables: Bool {
    event != "push" && event != "merge_request_event" && event != "external_pull_request_event"
  }
}
