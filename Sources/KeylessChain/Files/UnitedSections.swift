import KeylessSource

/// The sections of the files by name, united as a dialect does.
struct UnitedSections: Hashable, Sendable {
  private var config: [String: ConfigSection] = [:]
  private var credentials: [String: ConfigSection] = [:]
  private(set) var sessions: [String: ConfigSection] = [:]
  private(set) var services: [String: ConfigSection] = [:]

  init(configs: [ConfigFile], credentials credentialsFiles: [ConfigFile], dialect: ConfigDialect) {
    for file in configs {
      var own: [String: ConfigSection] = [:]
      for section in file.sections {
        switch section.kind {
        case .profile: Self.take(section, into: &own, dialect)
        case .ssoSession: Self.take(section, into: &sessions, dialect)
        case .services: Self.take(section, into: &services, dialect)
        case .ignored: break
        }
      }
      for (name, section) in own { Self.add(section, name, to: &config, dialect) }
    }
    for file in credentialsFiles {
      var own: [String: ConfigSection] = [:]
      for section in file.sections where section.kind == .profile { Self.take(section, into: &own, dialect) }
      for (name, section) in own { Self.add(section, name, to: &credentials, dialect) }
    }
  }

  var names: [String] { Set(config.keys).union(credentials.keys).sorted() }

  /// Within one file: what two headers of one name do to each other.
  private static func take(
    _ section: ConfigSection,
    into sections: inout [String: ConfigSection],
    _ dialect: ConfigDialect
  ) {
    let name = section.name.value
    if let other = sections[name], dialect != .botocore {
      // `[profile default]` beats `[default]`, in either order; botocore takes the later one, whichever it is.
      // .NET asks for the name as it is, and for `profile NAME` where it finds none.
      let isLonger = other.header.utf8.count > section.header.utf8.count
      if isLonger != (dialect == .dotNet) { return }
    }
    sections[name] = section
  }

  /// Over several files of one role, the later ones on top.
  private static func add(
    _ section: ConfigSection,
    _ name: String,
    to sections: inout [String: ConfigSection],
    _ dialect: ConfigDialect
  ) {
    guard var first = sections[name] else {
      sections[name] = section
      return
    }
    first.properties += dialect == .go ? GoMerge.properties(of: section) : section.properties
    sections[name] = first
  }

  func profile(_ name: String, _ dialect: ConfigDialect) -> Profile? {
    let (config, credentials) = (config[name], credentials[name])
    guard config != nil || credentials != nil else { return nil }
    var united: [String: ConfigProperty] = [:]
    // PHP asks the config file only for the profiles that the credentials file has not.
    let lower = dialect == .php && credentials != nil ? [] : config?.properties ?? []
    for property in lower { united[property.name.value] = property }
    let upper = credentials?.properties ?? []
    if dialect == .go, config != nil, let credentials {
      for property in GoMerge.properties(of: credentials) { united[property.name.value] = property }
    } else {
      for property in upper { united[property.name.value] = property }
    }
    if dialect == .soto {
      for key in ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"] {
        united[key] = credentials?.property(key)
      }
    }
    return Profile(
      name,
      config: config,
      credentials: credentials,
      united: united,
      failure: dialect == .go ? GoMerge.failure(name, config: config, credentials: credentials) : nil
    )
  }
}
