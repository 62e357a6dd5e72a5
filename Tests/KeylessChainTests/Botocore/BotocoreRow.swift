import Foundation
@testable import KeylessChain

/// One situation, as `Fixtures/boto3_rows.py` reads it: it makes the folder, fills it, and asks the real client there.
struct BotocoreRow: Codable, Hashable {
  var id: String
  /// The home of the tool; files are below it.
  var root: String
  var environment: [String: String]
  var profile: String?
  var files: [String: String]
  var instanceMetadata: Bool

  var situation: Situation {
    let (root, files) = (root, files)
    let machine = Machine(
      environment: Environment(environment),
      directory: root,
      instanceMetadata: .value(instanceMetadata, nil)
    ) { path in
      guard path.hasPrefix(root + "/") else { return .missing }
      let name = String(path.dropFirst(root.count + 1))
      if files.keys.contains(where: { $0.hasPrefix(name + "/") }) { return .unreadable(.directory) }
      return files[name].map { .bytes(Array($0.utf8)) } ?? .missing
    }
    return Situation(machine, ToolArguments(profile.map { ["profile": .value($0, nil)] } ?? [:]))
  }
}
