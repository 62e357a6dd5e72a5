import KeylessSource

/// Finds and reads the two files as a dialect does.
struct ConfigPaths {
  private let dialect: ConfigDialect
  private let situation: Situation

  init(_ dialect: ConfigDialect, _ situation: Situation) {
    self.dialect = dialect
    self.situation = situation
  }

  func files(_ given: [String]?, _ role: ConfigFile.Role) throws(UnknownInput) -> [ConfigFile] {
    let paths: [String]
    if let given {
      paths = given
    } else if let path = try path(role) {
      paths = [path]
    } else {
      paths = []
    }
    var files: [ConfigFile] = []
    for path in paths {
      if let file = try file(path, role) { files.append(file) }
    }
    return files
  }

  private func path(_ role: ConfigFile.Role) throws(UnknownInput) -> String? {
    let variable = role == .config ? "AWS_CONFIG_FILE" : "AWS_SHARED_CREDENTIALS_FILE"
    if let text = try situation.variable(variable) { return try text.known() }
    return role == .config ? "~/.aws/config" : "~/.aws/credentials"
  }

  private func file(_ path: String, _ role: ConfigFile.Role) throws(UnknownInput) -> ConfigFile? {
    guard let path = try expanded(path) else { return nil }
    switch try situation.file(path) {
    case .missing, .unknown: return nil
    // Every tool that was read takes a file that it cannot open for an empty one.
    case .unreadable: return ConfigFile(path: path, role: role, dialect: dialect, bytes: [])
    case .bytes(let bytes):
      let file = ConfigFile(path: path, role: role, dialect: dialect, bytes: bytes)
      if let refusal = file.refusal { throw UnknownInput(.file(path), refusal) }
      return file
    }
  }

  private func expanded(_ path: String) throws(UnknownInput) -> String? {
    var path = path
    if path == "~" || path.hasScalarPrefix("~/") {
      guard let home = try situation.variable("HOME") else { return nil }
      path = try home.known() + path.dropFirst()
    }
    return path.hasScalarPrefix("/") ? path : situation.machine.directory + "/" + path
  }
}
