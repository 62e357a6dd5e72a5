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

  /// Where a folder lies in this one; nil when it is elsewhere, or when the two names do not say.
  func path(of other: String) -> String? {
    guard other.hasPrefix("/") == folder.hasPrefix("/") else { return nil }
    guard let outer = SourceTree.resolve(Self.relative(folder), in: ""), !Self.climbs(folder),
      let inner = SourceTree.resolve(Self.relative(other), in: ""), !Self.climbs(other)
    else { return nil }
    if outer.isEmpty { return inner }
    if inner.utf8.elementsEqual(outer.utf8) { return "" }
    guard inner.utf8.starts(with: (outer + "/").utf8) else { return nil }
    return String(Substring(inner.utf8.dropFirst(outer.utf8.count + 1)))
  }

  private static func relative(_ path: String) -> String { String(path.drop { $0 == "/" }) }

  private static func leaves(_ path: String) -> Bool { path.hasPrefix("/") || climbs(path) }

  /// What is above a link only the disk knows.
  private static func climbs(_ path: String) -> Bool { path.split(separator: "/").contains("..") }

  /// One name for one place, or a file would be read under two.
  private static func cleaned(_ path: String) -> String {
    guard !path.isEmpty, !climbs(path), let plain = SourceTree.resolve(relative(path), in: "") else { return path }
    if path.hasPrefix("/") { return "/" + plain }
    return plain.isEmpty ? "." : plain
  }
}
