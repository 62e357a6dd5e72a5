import KeylessSource

/// A script with where and how it runs.
struct GitHubScriptPlace {
  var script: GitHubScript
  var file: String
  var shell: String?
  /// In the tree; nil when it is not known.
  var folder: String?
  var actionPath: String?
  /// The step's own variables.
  var own: [CIVariable]
  /// The only runs of the job in which it runs; nil for all.
  var runs: [JobRun]?

  /// Whether sh or bash runs it: the default everywhere but on Windows.
  func isShell(on runner: GitHubRunner?) -> Bool {
    guard let shell else { return runner?.labels.contains { $0.value.lowercased().hasPrefix("windows") } != true }
    let program = shell.prefix { $0 != " " }
    return ["sh", "bash", "dash"].contains { program == $0 || program.hasSuffix("/" + $0) }
  }
}
