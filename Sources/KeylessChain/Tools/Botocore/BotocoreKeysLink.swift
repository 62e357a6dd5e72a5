import KeylessSource

/// `shared-credentials-file` and `config-file`: keys of the profile in one of the two files, which are not mixed here.
struct BotocoreKeysLink {
  enum File {
    case credentialsFile, configFile

    var method: String {
      switch self {
      case .credentialsFile: "shared-credentials-file"
      case .configFile: "config-file"
      }
    }

    var words: String {
      switch self {
      case .credentialsFile: "credentials file"
      case .configFile: "config file"
      }
    }
  }

  private let file: File
  private let name: String
  private let section: ConfigSection?

  init(_ file: File, _ profile: BotocoreProfile) {
    self.file = file
    name = profile.name
    switch file {
    case .credentialsFile: section = profile.profile?.credentials
    case .configFile: section = profile.profile?.config
    }
  }

  func find() -> LinkFinding {
    guard let section else { return .passes("profile `\(name)` is not in the \(file.words)") }
    guard let id = section["aws_access_key_id"] else {
      return .passes("profile `\(name)` has no `aws_access_key_id` in the \(file.words)", section.name.span)
    }
    let path = id.span.file
    let origin = LinkOrigin(.profile(name, file: path), at: id.span)
    let role: ConfigFile.Role = file == .credentialsFile ? .credentials : .config
    func key(_ key: String) -> TextOrigin { .profileKey(file: path, role: role, profile: name, key: key) }
    guard section["aws_secret_access_key"] != nil else {
      return .fails(
        ChainFailure(
          "Partial credentials found in \(file.method), missing: aws_secret_access_key",
          in: .profileStatic,
          from: origin
        )
      )
    }
    let token = ["aws_security_token", "aws_session_token"].first { section[$0] != nil }
    return .fires(
      Link(
        .profileStatic,
        from: origin,
        .keys(
          accessKeyID: id.value,
          id: key("aws_access_key_id"),
          secret: key("aws_secret_access_key"),
          sessionToken: token.map(key)
        )
      )
    )
  }
}
