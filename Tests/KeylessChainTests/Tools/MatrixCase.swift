import Foundation
import KeylessChain
import Testing

/// A folder under `Fixtures/matrix`: a machine (`env.json`, `files/`, `instance-metadata.txt` where that answers), the tool's
/// own arguments (`arguments.json`), and what is expected of each tool (`expected.txt`).
struct MatrixCase: CustomTestStringConvertible, Sendable {
  let name: String
  let expected: [(tool: String, answer: String)]
  let situation: Situation

  var testDescription: String { name }

  static let all: [MatrixCase] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/matrix").standardized
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { MatrixCase(folder.appending(path: $0)) }
  }()

  private init(_ folder: URL) {
    name = folder.lastPathComponent
    let lines = Self.text(folder.appending(path: "expected.txt")).split(separator: "\n")
    expected = lines.map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces))
    }
    var arguments = ToolArguments()
    for (key, value) in Self.object(folder.appending(path: "arguments.json")) {
      arguments.values[key] = .value(value, nil)
    }
    let files = folder.appending(path: "files").path
    let answers = FileManager.default.fileExists(atPath: folder.appending(path: "instance-metadata.txt").path)
    let machine = Machine(
      environment: Environment(Self.object(folder.appending(path: "env.json"))),
      instanceMetadata: .value(answers, nil)
    ) { path in
      FileManager.default.contents(atPath: files + path).map { .bytes([UInt8]($0)) } ?? .missing
    }
    situation = Situation(machine, arguments)
  }

  private static func text(_ file: URL) -> String {
    FileManager.default.contents(atPath: file.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private static func object(_ file: URL) -> [String: String] {
    let data = Data(text(file).utf8)
    return (try? JSONDecoder().decode([String: String].self, from: data)) ?? [:]
  }
}
