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
        let path =
          switch dialect {
          case .go: try home(in: variables(in: path, areEmptyIfUnset: true))
          case .soto: try home(in: path)
          case .standard, .javaScript, .botocore, .php, .dotNet: path
          }
        if let file = try file(path, role) { files.append(file) }
      }
    } else if let file = try file(usual(role), role) {
      files.append(file)
    }
    return files
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
    case .botocore: return try home(in: variables(in: path, areEmptyIfUnset: false))
    case .standard, .soto: return try home(in: path)
    // Opened as it is written: `~` is a folder of that name.
    case .go, .javaScript, .php: return path
    case .dotNet:
      // A variable that names no file counts for nothing.
      if case .missing = try situation.file(situation.absolute(path)) { return try home(in: usual) }
      return path
    }
  }

  private func file(_ path: String, _ role: ConfigFile.Role) throws(UnknownInput) -> ConfigFile? {
    let path = situation.absolute(path)
    switch try situation.file(path) {
    case .missing, .unknown: return nil
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
  private func home(in path: String) throws(UnknownInput) -> String {
    guard path.hasScalarPrefix("~") else { return path }
    guard path == "~" || path.hasScalarPrefix("~/") else {
      guard dialect == .botocore else { return path }
      throw UnknownInput(.file(path), "is below the home folder of another user, which only the system knows")
    }
    if let home = try situation.variable("HOME") { return try home.known() + path.dropFirst() }
    switch dialect {
    case .standard: return path
    case .php: return String(path.dropFirst())
    case .dotNet:
      return try (situation.variable("USERPROFILE")?.known() ?? situation.machine.directory) + path.dropFirst()
    case .go, .javaScript, .botocore, .soto:
      throw UnknownInput(.variable("HOME"), "is not set, and then the system is asked for the home folder")
    }
  }

  /// `$NAME` and `${NAME}` replaced; one that is not set stays as it is in Python, and is empty in Go.
  private func variables(in path: String, areEmptyIfUnset: Bool) throws(UnknownInput) -> String {
    var result = ""
    var rest = path[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      let isBraced = rest.first == "{"
      let name = (isBraced ? rest.dropFirst() : rest).prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      let end = isBraced && name.endIndex < rest.endIndex ? rest.index(after: name.endIndex) : name.endIndex
      if name.isEmpty || (isBraced && !rest[..<end].hasSuffix("}")) {
        result += "$"
        continue
      }
      switch situation.machine.environment[String(name)] {
      case .value(let value, _): result += value
      case .absent: result += areEmptyIfUnset ? "" : "$" + rest[..<end]
      case .opaque(let reason, let place), .unknown(let reason, let place):
        throw UnknownInput(.variable(String(name)), reason, at: place)
      }
      rest = rest[end...]
    }
    return result + rest
  }
}
