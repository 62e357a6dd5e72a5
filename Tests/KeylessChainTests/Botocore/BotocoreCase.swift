import Foundation
import KeylessChain
import Testing

/// A folder under `Fixtures/botocore`; expected is the link and the identity that the played services give, or the error.
struct BotocoreCase: CustomTestStringConvertible, Sendable {
  static let home = "/home/me"
  let name: String
  let expected: [(tool: String, answer: String)]
  /// At `/home/me`, which is nowhere.
  let row: BotocoreRow

  var testDescription: String { name }

  static let all = CaseFolder.all("botocore").map(BotocoreCase.init)

  private init(_ folder: CaseFolder) {
    name = folder.name
    expected = folder.expected
    let home = "files" + Self.home
    let files = folder.url.appending(path: home)
    let paths = FileManager.default.subpaths(atPath: files.path) ?? []
    var texts: [String: String] = [:]
    for path in paths {
      var isFolder: ObjCBool = false
      let file = files.appending(path: path)
      guard unsafe FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
        continue
      }
      texts[path] = folder.text(home + "/" + path)
    }
    row = BotocoreRow(
      id: name,
      root: Self.home,
      environment: folder.strings("env.json"),
      profile: folder.strings("arguments.json")["profile"],
      files: texts,
      instanceMetadata: folder.hasInstanceMetadata
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
}
