import Foundation
import KeylessChain
import Testing

/// A folder under `Fixtures/botocore`, laid out as those of the answer matrix: a machine (`env.json`, `files/`,
/// `instance-metadata.txt` where that answers), an explicit profile (`arguments.json`), and what each tool does
/// (`expected.txt`): the link and the identity that the played services give, or the error.
struct BotocoreCase: CustomTestStringConvertible, Sendable {
  static let home = "/home/me"
  let name: String
  let expected: [(tool: String, answer: String)]
  /// At `/home/me`, which is nowhere.
  let row: BotocoreRow

  var testDescription: String { name }

  static let all: [BotocoreCase] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/botocore")
      .standardized
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { BotocoreCase(folder.appending(path: $0)) }
  }()

  private init(_ folder: URL) {
    name = folder.lastPathComponent
    expected = Self.text(folder.appending(path: "expected.txt")).split(separator: "\n").map { line in
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      return (String(line[..<colon]), String(line[colon...].dropFirst(2)))
    }
    let files = folder.appending(path: "files" + Self.home)
    let paths = FileManager.default.subpaths(atPath: files.path) ?? []
    var texts: [String: String] = [:]
    for path in paths {
      var isFolder: ObjCBool = false
      let file = files.appending(path: path)
      guard unsafe FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
        continue
      }
      texts[path] = Self.text(file)
    }
    row = BotocoreRow(
      id: name,
      root: Self.home,
      environment: Self.object(folder.appending(path: "env.json")),
      profile: Self.object(folder.appending(path: "arguments.json"))["profile"],
      files: texts,
      instanceMetadata: FileManager.default.fileExists(atPath: folder.appending(path: "instance-metadata.txt").path)
    )
  }

  /// The same below a folder that is there.
  func row(below folder: URL) -> BotocoreRow {
    let root = folder.appending(path: name).path
    func moved(_ text: String) -> String { text.replacingOccurrences(of: Self.home, with: root) }
    var row = row
    row.root = root
    row.environment = row.environment.mapValues(moved)
    row.files = row.files.mapValues(moved)
    return row
  }

  func answer(of tool: String) -> String? { expected.first { $0.tool == tool }?.answer }

  private static func text(_ file: URL) -> String {
    FileManager.default.contents(atPath: file.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private static func object(_ file: URL) -> [String: String] {
    (try? JSONDecoder().decode([String: String].self, from: Data(text(file).utf8))) ?? [:]
  }
}
