import Foundation
import KeylessGenerate

/// Compares a generated tree with the folder `Golden/NAME` beside the test, byte for byte and file for file.
enum GoldenTree {
  /// What differs; with `RECORD_SNAPSHOTS` the folder is written anew, and that is said once.
  static func differences(_ tree: FileTree, named name: String, beside testFile: String) throws -> [String] {
    let folder = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Golden/\(name)")
    let recorded = files(below: folder)
    let made = Dictionary(uniqueKeysWithValues: tree.files.map { ($0.path, Array($0.text.utf8)) })
    let differing = Set(recorded.keys).union(made.keys).filter { recorded[$0] != made[$0] }.sorted()
    if differing.isEmpty { return [] }
    guard ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil else {
      return differing.map { path in
        switch (recorded[path], made[path]) {
        case (nil, _): "\(name)/\(path) is new; run `make record` and read what it wrote"
        case (_, nil): "\(name)/\(path) is no longer made"
        case (let old?, let new?):
          "\(name)/\(path) differs from \(firstDifference(old, new))"
        }
      }
    }
    try? FileManager.default.removeItem(at: folder)
    for file in tree.files {
      let url = folder.appending(path: file.path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.text.utf8).write(to: url)
    }
    return ["recorded `\(name)`: read it, then run the tests again"]
  }

  private static func files(below folder: URL) -> [String: [UInt8]] {
    guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder.path) else { return [:] }
    var result: [String: [UInt8]] = [:]
    for path in paths {
      let full = folder.appending(path: path).path
      let type = try? FileManager.default.attributesOfItem(atPath: full)[.type] as? FileAttributeType
      guard type == .typeRegular else { continue }
      result[path] = FileManager.default.contents(atPath: full).map(Array.init)
    }
    return result
  }

  private static func firstDifference(_ old: [UInt8], _ new: [UInt8]) -> String {
    let oldLines = old.split(separator: 10, omittingEmptySubsequences: false)
    let newLines = new.split(separator: 10, omittingEmptySubsequences: false)
    let line = zip(oldLines, newLines).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    guard let line else { return "line \(min(oldLines.count, newLines.count) + 1) on" }
    return """
      line \(line + 1) on
      --- expected
      \(String(decoding: oldLines[line], as: UTF8.self))
      --- got
      \(String(decoding: newLines[line], as: UTF8.self))
      """
  }
}
