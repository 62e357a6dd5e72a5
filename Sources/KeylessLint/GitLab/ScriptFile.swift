import KeylessCIHalf

/// A file as a script names it.
enum ScriptFile: Hashable {
  /// Relative to the project.
  case ofProject(String)
  case other(ShellValue)

  init(_ value: ShellValue, in folder: String?) {
    if let path = GitLabPaths.path(value, in: folder) {
      self = .ofProject(path)
    } else {
      self = .other(value.joined)
    }
  }
}
