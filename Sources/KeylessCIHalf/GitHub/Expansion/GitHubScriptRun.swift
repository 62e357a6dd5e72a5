import KeylessSource

/// A `run` with the scripts of the tree that it starts.
struct GitHubScriptRun {
  var place: GitHubScriptPlace
  var source: GitHubScriptSource
  /// The variables it begins with.
  var given: [String: ShellVariable]
  /// The folder of the script's own file; nil for the text of `run` itself.
  var folder: String?
  var depth = 0
}
