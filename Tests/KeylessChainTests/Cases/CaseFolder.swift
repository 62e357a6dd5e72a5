import Foundation
import KeylessChain

/// A folder below `Fixtures`: a machine (`env.json`, `files/` as its root, `instance-metadata.txt` where that answers), the
/// tool's own arguments (`arguments.json`), and what is expected of each tool (`expected.txt`, lines of `tools: answer`).
struct CaseFolder: Sendable {
  let url: URL

  var name: String { url.lastPathComponent }

  /// Those of a family, in order.
  static func all(_ family: String) -> [CaseFolder] {
    let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(family)").standardized
    let names = (try? FileManager.default.contentsOfDirectory(atPath: top.path)) ?? []
    return names.sorted().map { CaseFolder(url: top.appending(path: $0)) }
  }

  var files: URL { url.appending(path: "files") }

  var hasInstanceMetadata: Bool {
    FileManager.default.fileExists(atPath: url.appending(path: "instance-metadata.txt").path)
  }

  /// Empty where there is no such file.
  func text(_ name: String) -> String {
    FileManager.default.contents(atPath: url.appending(path: name).path).map { String(decoding: $0, as: UTF8.self) }
      ?? ""
  }

  var expected: [(tool: String, answer: String)] {
    text("expected.txt").split(separator: "\n").map { line in
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      return (String(line[..<colon]), String(line[colon...].dropFirst(2)))
    }
  }

  /// Null is a value that nobody knows.
  static func answer(_ value: Any) -> Answer<String> {
    (value as? String).map { .value($0, nil) } ?? .unknown("is not known", nil)
  }

  /// Empty where there is no such file.
  func object(_ name: String) throws -> [String: Any] {
    let text = text(name)
    return text.isEmpty ? [:] : try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  /// Of a machine that is wholly known.
  func strings(_ name: String) -> [String: String] {
    ((try? object(name)) ?? [:]).compactMapValues { $0 as? String }
  }

  func machine(directory: String = "/") throws -> Machine {
    let files = files
    return Machine(
      environment: Environment(try object("env.json").mapValues(Self.answer)),
      directory: directory,
      instanceMetadata: .value(hasInstanceMetadata, nil)
    ) { path in
      let url = files.appending(path: path)
      if (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true {
        return .unreadable(.directory)
      }
      return FileManager.default.contents(atPath: url.path).map { .bytes(Array($0)) } ?? .missing
    }
  }
}
