import Foundation
import KeylessGenerate
import KeylessIntent
import KeylessSource
import Testing

/// A folder with an intent and its policy files, and beside it what is generated from them.
struct AWSHalfCase: CustomTestStringConvertible, Sendable {
  let name: String
  var testDescription: String { name }

  static let all = ["gitlab", "github", "china", "self-managed", "hostile"].map { AWSHalfCase(name: $0) }

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  var folder: URL { Self.fixtures.appending(path: name) }

  func intent() throws -> Intent {
    let bytes = Array(try Data(contentsOf: folder.appending(path: "keyless.yaml")))
    let (intent, diagnostics) = Intent.read(bytes, file: "keyless.yaml")
    return try #require(intent, "\(TextRenderer(SourceFiles("keyless.yaml", bytes)).render(diagnostics))")
  }

  func half(_ maker: AWSHalf.Maker) throws -> AWSHalf {
    var files: [String: String] = [:]
    let intent = try intent()
    for role in intent.roles {
      for policy in role.inlinePolicies {
        guard case .file(let path) = policy.document else { continue }
        files[path.value] = try String(contentsOf: folder.appending(path: path.value), encoding: .utf8)
      }
    }
    return try AWSHalf(intent, files: files, maker: maker)
  }

  /// What differs between a tree and the golden one; with `RECORD_SNAPSHOTS` the golden one is written anew.
  func difference(_ tree: FileTree, _ golden: String) throws -> [String] {
    let root = folder.appending(path: golden)
    let records = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil
    if records { try? FileManager.default.removeItem(at: root) }
    var differences: [String] = []
    for file in tree.files {
      let url = root.appending(path: file.path)
      if records {
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: url)
      } else if (try? Data(contentsOf: url)) != Data(file.text.utf8) {
        differences.append("\(golden)/\(file.path) differs from what is recorded; run `make record` and read it")
      }
    }
    let known = Set(tree.files.map(\.path))
    let there = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    for path in there.sorted() where !known.contains(path) {
      let attributes = try FileManager.default.attributesOfItem(atPath: root.appending(path: path).path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      differences.append("\(golden)/\(path) is recorded and no longer made")
    }
    return differences
  }
}
