import KeylessChain
import KeylessSource

/// Reads the texts that a resolution only names, where they are about to be used.
struct SecretReader {
  private let situation: Situation
  private let dialect: ConfigDialect

  init(_ exchange: CredentialExchange) {
    situation = exchange.situation
    dialect = exchange.tool.dialect
  }

  /// Nil where nothing is there any more.
  func text(_ origin: TextOrigin) throws -> String? {
    switch origin {
    case .variable(let name): return try situation.variable(name)?.known()
    case .argument(let name): return try argument(name)?.known()
    case .profileKey(let file, let role, let profile, let key):
      return try text(of: key, in: profile, of: file, role)
    }
  }

  /// As in `secret_key` and `assume_role_with_web_identity.web_identity_token`.
  private func argument(_ name: String) throws -> Text? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return try situation.argument(name) }
    let block = parts[0] == "assume_role" ? situation.arguments.assumeRoles.first : situation.arguments.webIdentity
    return try block.flatMap { try situation.argument(parts[1], of: $0, parts[0]) }
  }

  /// From the section that the resolution took, of several that the dialect would call by this name.
  private func text(
    of key: String,
    in profile: String,
    of path: String,
    _ role: ConfigFile.Role
  ) throws -> String? {
    guard case .bytes(let bytes) = try situation.file(situation.absolute(path)) else { return nil }
    if profile.isEmpty { return BotocoreEC2FileLink.values(bytes)[key] }
    let file = ConfigFile(path: path, role: role, dialect: dialect, bytes: bytes)
    // PHP asks for a section by all that stands between its brackets.
    if dialect == .php { return file.sections.last { $0.header == profile }?[key]?.value }
    switch role {
    case .config:
      return Profiles(config: file, credentials: nil, dialect: dialect)[profile]?.config?[key]?.value
    case .credentials:
      return Profiles(config: nil, credentials: file, dialect: dialect)[profile]?.credentials?[key]?.value
    }
  }
}
