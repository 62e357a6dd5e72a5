import KeylessSource

/// Finds and reads the two files as a dialect does.
struct ConfigPaths {
  private let dialect: ConfigDialect
  private let situation: Situation

  init(_ dialect: ConfigDialect, _ situation: Situation) {
    self.dialect = dialect
    self.situation = situation
  }

  /// The files that are there.
  ///
  /// Given paths are those of Terraform's arguments, which expands them, and of Soto and PHP, which read no variable.
  func files(_ given: [String]?, _ role: ConfigFile.Role) throws(UnknownInput) -> [ConfigFile] {
    var files: [ConfigFile] = []
    if let given {
      for path in given {
        if let file = try file(expanding(path), role) { files.append(file) }
      }
    } else if let file = try file(usual(role), role) {
      files.append(file)
    }
    return files
  }

  /// A path that the tool is given, as it expands it; botocore's come expanded, as its errors name them so.
  func expanding(_ path: String) throws(UnknownInput) -> String {
    switch dialect {
    case .go: try home(in: PathVariables(situation, .go).expanding(path))
    case .soto: try home(in: path)
    case .standard, .javaScript, .botocore, .php, .dotNet: path
    }
  }

  private func usual(_ role: ConfigFile.Role) throws(UnknownInput) -> String {
    let variable = role == .config ? "AWS_CONFIG_FILE" : "AWS_SHARED_CREDENTIALS_FILE"
    let usual = role == .config ? "~/.aws/config" : "~/.aws/credentials"
    guard let text = try situation.variable(variable) else {
      // .NET looks for it beside the credentials file.
      guard dialect == .dotNet, role == .config else { return try home(in: usual) }
      let credentials = try self.usual(.credentials)
      return (credentials.lastIndex(of: "/").map { String(credentials[...$0]) } ?? "") + "config"
    }
    let path = try text.known()
    switch dialect {
    case .botocore: return try home(in: PathVariables(situation, .python).expanding(path))
    case .standard, .soto: return try home(in: path)
    // Opened as it is written: `~` is a folder of that name.
    case .go, .javaScript, .php: return path
    case .dotNet:
      // A variable that names no file counts for nothing.
      switch try situation.file(situation.absolute(path)) {
      case .missing, .unreadable(.notDirectory): return try home(in: usual)
      case .bytes, .unreadable, .unknown: return path
      }
    }
  }

  private func file(_ path: String, _ role: ConfigFile.Role) throws(UnknownInput) -> ConfigFile? {
    let path = situation.absolute(path)
    switch try situation.file(path) {
    case .missing, .unknown, .unreadable(.notDirectory): return nil
    // Go, Python and Rust take a file that they cannot open for an empty one.
    case .unreadable: return ConfigFile(path: path, role: role, dialect: dialect, bytes: [])
    case .bytes(let bytes):
      let file = ConfigFile(path: path, role: role, dialect: dialect, bytes: bytes)
      if let refusal = file.refusal { throw UnknownInput(.file(path), refusal, at: file.refusalPlace) }
      return file
    }
  }

  /// The home folder in place of `~`.
  ///
  /// Without `HOME` most ask the system's list of users, which nobody here reads.
  func home(in path: String) throws(UnknownInput) -> String {
    guard path.hasScalarPrefix("~") else { return path }
    guard path == "~" || path.hasScalarPrefix("~/") else {
      // Rust and Soto open such a path as it is written.
      guard dialect == .botocore || dialect == .go else { return path }
      throw UnknownInput(.file(path), "is below the home folder of another user, which only the system knows")
    }
    // To Python an empty one is a home, the root.
    if let home = try dialect == .botocore ? situation.written("HOME") : situation.variable("HOME") {
      return Self.joined(try home.known(), path)
    }
    switch dialect {
    case .standard: return path
    case .php: return String(path.dropFirst())
    case .dotNet:
      return Self.joined(try situation.variable("USERPROFILE")?.known() ?? situation.machine.directory, path)
    case .go, .javaScript, .botocore, .soto:
      throw UnknownInput(.variable("HOME"), "is not set, and then the system is asked for the home folder")
    }
  }

  /// `home` in place of the tilde that `path` begins with.
  private static func joined(_ home: String, _ path: String) -> String {
    let folder = home.utf8.reversed().drop { $0 == UInt8(ascii: "/") }
    let place = String(decoding: folder.reversed(), as: UTF8.self) + path.dropFirst()
    return place.isEmpty ? "/" : place
  }
}
