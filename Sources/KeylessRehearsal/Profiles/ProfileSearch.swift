import KeylessSystem

/// Finds the names of profiles in a tree: provider blocks, environment variables, command lines.
///
/// A lexical search that would rather find one too many: a profile nobody uses is planted and harms nothing.
struct ProfileSearch {
  private let system: System

  init(_ system: System) { self.system = system }

  /// The names in byte order, each once.
  func names(in folders: [String]) -> [String] {
    var found: Set<String> = []
    ConfigurationFiles(system).forEach(in: folders) { text in
      for name in Self.names(in: text) { found.insert(name) }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
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
