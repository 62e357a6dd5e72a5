import KeylessSource
import KeylessSystem

/// The folder that a check is about, and the paths in it: findings name files relative to that folder.
struct CheckRoot {
  let folder: String
  /// Relative to the folder; `.` is the folder itself.
  let paths: [String]

  /// One folder is its own root; several paths lie in the folder one is in.
  init(_ paths: [String], _ system: System) throws {
    let cleaned = paths.map(Self.cleaned)
    if cleaned.isEmpty {
      (folder, self.paths) = (".", ["."])
    } else if cleaned.count == 1, system.files.isDirectory(cleaned[0]) {
      (folder, self.paths) = (cleaned[0], ["."])
    } else if cleaned.count == 1, Self.leaves(cleaned[0]) {
      let (folder, name) = SourceTree.split(cleaned[0])
      (self.folder, self.paths) = (folder.isEmpty ? "/" : folder, [name])
    } else {
      if let outside = cleaned.first(where: Self.leaves) {
        throw CheckError(
          .usage,
          "`\(TerminalText.escaping(outside))` is not below this folder: check it by itself, or run in a folder that holds all paths"
        )
      }
      (folder, self.paths) = (".", cleaned)
    }
  }

  private static func leaves(_ path: String) -> Bool {
    path.hasPrefix("/") || path == ".." || path.hasPrefix("../") || path.contains("/../")
  }

  private static func cleaned(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    while path.hasPrefix("./"), path.count > 2 { path.removeFirst(2) }
    return path
  }
}
