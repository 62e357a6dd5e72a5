/// Paths as `os.path` expands them.
struct PythonPath {
  private let situation: Situation

  init(_ situation: Situation) {
    self.situation = situation
  }

  /// As botocore opens a config file: `expandvars`, then `expanduser`.
  func expanding(_ path: String) throws(UnknownInput) -> String {
    try expandingHome(PathVariables(situation, .python).expanding(path))
  }

  /// `expanduser`; a home that only the system's list of users knows is unknown.
  func expandingHome(_ path: String) throws(UnknownInput) -> String {
    try ConfigPaths(.botocore, situation).home(in: path)
  }
}
