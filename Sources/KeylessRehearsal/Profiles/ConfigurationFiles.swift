import KeylessSystem

/// The texts of a tree that configure tools: Terraform, CI files, scripts.
struct ConfigurationFiles {
  private let system: System

  static let mostFiles = 5_000
  static let mostDirectories = 2_000
  static let mostBytes = 1 << 20

  init(_ system: System) { self.system = system }

  /// Shows every text once; links are not followed, and what cannot be read is passed over.
  ///
  /// What lies beyond the bounds is not looked at: a tree that large is no configuration.
  func forEach(in folders: [String], _ show: (String) -> Void) {
    var (files, directories) = (0, 0)
    for folder in folders where system.files.isDirectory(folder) { walk(folder, 0, &files, &directories, show) }
  }

  private func walk(
    _ folder: String,
    _ depth: Int,
    _ files: inout Int,
    _ directories: inout Int,
    _ show: (String) -> Void
  ) {
    directories += 1
    guard depth < TreeCopy.mostDepth, directories <= Self.mostDirectories,
      let entries = try? system.files.entries(folder, Self.mostFiles)
    else { return }
    for entry in entries {
      let path = "\(folder)/\(entry.name)"
      switch entry.kind {
      case .directory where entry.name != ".git" && entry.name != ".terraform" && entry.name != "node_modules":
        walk(path, depth + 1, &files, &directories, show)
      case .file where Self.isRead(entry.name):
        files += 1
        guard files <= Self.mostFiles else { return }
        // What is too large for configuration, or cannot be read, says nothing.
        guard let bytes = try? system.files.read(path, Self.mostBytes) else { continue }
        show(String(decoding: bytes, as: UTF8.self))
      case .file, .directory, .link, .other: continue
      }
    }
  }

  private static func isRead(_ name: String) -> Bool {
    [".tf", ".tofu", ".tfvars", ".tf.json", ".hcl", ".yml", ".yaml", ".sh", ".env", "Makefile"].contains {
      name.hasSuffix($0)
    }
  }
}
