import KeylessSystem

/// Finds the names of profiles in a tree: provider blocks, environment variables, command lines.
///
/// A lexical search that would rather find one too many: a profile nobody uses is planted and harms nothing.
struct ProfileSearch {
  private let system: System

  static let mostFiles = 5_000
  static let mostBytes = 1 << 20

  init(_ system: System) { self.system = system }

  /// The names in byte order, each once.
  func names(in folders: [String]) throws -> [String] {
    var found: Set<String> = []
    var files = 0
    for folder in folders where system.files.isDirectory(folder) { try search(folder, 0, &files, &found) }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func search(_ folder: String, _ depth: Int, _ files: inout Int, _ found: inout Set<String>) throws {
    guard depth < TreeCopy.mostDepth else { return }
    for entry in try system.files.entries(folder, Self.mostFiles) {
      let path = "\(folder)/\(entry.name)"
      switch entry.kind {
      case .directory where entry.name != ".git" && entry.name != ".terraform" && entry.name != "node_modules":
        try search(path, depth + 1, &files, &found)
      case .file where Self.isRead(entry.name):
        files += 1
        guard files <= Self.mostFiles else { return }
        // What is too large for configuration, or cannot be read, names no profile.
        guard let bytes = try? system.files.read(path, Self.mostBytes) else { continue }
        for name in Self.names(in: String(decoding: bytes, as: UTF8.self)) { found.insert(name) }
      case .file, .directory, .link, .other: continue
      }
    }
  }

  private static func isRead(_ name: String) -> Bool {
    [".tf", ".tofu", ".tfvars", ".tf.json", ".hcl", ".yml", ".yaml", ".sh", ".env", "Makefile"].contains {
      name.hasSuffix($0)
    }
  }

  static func names(in text: String) -> [String] {
    var names: [String] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let code = line.drop(while: \.isWhitespace)
      guard !code.hasPrefix("#"), !code.hasPrefix("//") else { continue }
      for match in code.matches(of: /"?\bprofile"?\s*[=:]\s*"([A-Za-z0-9_.@+-]{1,64})"/) {
        names.append(String(match.1))
      }
      for match in code.matches(of: /AWS_(?:DEFAULT_)?PROFILE["']?\s*[=:]\s*["']?([A-Za-z0-9_.@+-]{1,64})/) {
        names.append(String(match.1))
      }
      for match in code.matches(of: /--profile[= ]["']?([A-Za-z0-9_.@+-]{1,64})/) { names.append(String(match.1)) }
    }
    return names
  }
}
