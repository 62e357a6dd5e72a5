import Foundation
import KeylessSource

/// A folder of files as a tree.
enum FixtureFolder {
  /// The folder `Tests`, also where this file is reached through a link.
  static let tests = here.deletingLastPathComponent().deletingLastPathComponent().path

  /// The folder of this file.
  static let here = URL(filePath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()

  static func tree(_ folder: String) throws -> SourceTree {
    var tree = SourceTree()
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      if let data = FileManager.default.contents(atPath: folder + "/" + path) { tree[path] = Array(data) }
    }
    return tree
  }
}
