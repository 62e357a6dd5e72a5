import KeylessSource
import KeylessSystem

/// Copies a directory of configuration, so that a tool can work in it without leaving anything in the original.
struct TreeCopy {
  let system: System
  private(set) var files = 0
  private(set) var bytes = 0

  /// Configuration is small; whatever is larger is a mistake that should be named and not waited for.
  static let mostFiles = 5_000
  static let mostBytes = 64 << 20
  static let mostDepth = 24

  init(_ system: System) { self.system = system }

  /// Links, devices, state, and what tools and version control keep for themselves stay behind.
  mutating func copy(_ from: String, to: String, depth: Int = 0) throws {
    guard depth <= Self.mostDepth else { throw refused(from, "it nests deeper than \(Self.mostDepth) folders") }
    try system.files.makeDirectory(to)
    for entry in try system.files.entries(from, Self.mostFiles) {
      let (source, target) = ("\(from)/\(entry.name)", "\(to)/\(entry.name)")
      switch entry.kind {
      case .directory where !Self.isLeftBehind(entry.name): try copy(source, to: target, depth: depth + 1)
      case .file where !Self.isState(entry.name):
        files += 1
        guard let content = try system.files.read(source, Self.mostBytes - bytes) else { continue }
        bytes += content.count
        guard files <= Self.mostFiles else { throw refused(from, "it holds more than \(Self.mostFiles) files") }
        try system.files.createPrivate(target, content)
      case .file, .directory, .link, .other: continue
      }
    }
  }

  private static func isLeftBehind(_ name: String) -> Bool {
    [".git", ".terraform", ".tofu", "node_modules", ".build", ".venv"].contains { $0.utf8.elementsEqual(name.utf8) }
  }

  /// The state of a real account must not become the state of this one.
  private static func isState(_ name: String) -> Bool {
    name.hasSuffix(".tfstate") || name.contains(".tfstate.") || name.hasSuffix(".tfplan")
  }

  private func refused(_ path: String, _ why: String) -> RehearsalError {
    RehearsalError(
      .usage,
      "copying `\(TerminalText.escaping(path))` failed: \(why); name the directory that holds the AWS half alone"
    )
  }
}
