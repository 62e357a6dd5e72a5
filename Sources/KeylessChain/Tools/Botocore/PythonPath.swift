/// Paths as `os.path` expands them.
struct PythonPath {
  private let situation: Situation

  init(_ situation: Situation) {
    self.situation = situation
  }

  /// As botocore opens a config file.
  func expanding(_ path: String) throws(UnknownInput) -> String {
    try expandingHome(expandingVariables(path))
  }

  /// `expandvars`: `$NAME` and `${NAME}`; a variable that is not set stays as it is written.
  private func expandingVariables(_ path: String) throws(UnknownInput) -> String {
    var result = ""
    var rest = path[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      let after = rest[rest.index(after: dollar)...]
      let name: Substring
      let end: Substring.Index
      if after.first == "{", let close = after.firstIndex(of: "}") {
        name = after[after.index(after: after.startIndex)..<close]
        end = after.index(after: close)
      } else {
        name = after.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        end = name.endIndex
      }
      if !name.isEmpty, let text = try situation.written(String(name)) {
        result += try text.known()
      } else {
        result += rest[dollar..<end]
      }
      rest = rest[end...]
    }
    return result + rest
  }

  /// `expanduser`, of one's own home.
  func expandingHome(_ path: String) throws(UnknownInput) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = try situation.variable("HOME") else { return path }
    return try home.known() + path.dropFirst()
  }

  func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : situation.machine.directory + "/" + path
  }
}
