import Foundation
import KeylessChain
import Testing

/// One described machine: `env.json`, `arguments.json` and `files/`, which is the machine's root.
struct TerraformCase: CustomTestStringConvertible, Sendable {
  let folder: URL

  static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/terraform")

  static let all: [TerraformCase] = ((try? FileManager.default.contentsOfDirectory(atPath: top.path)) ?? []).sorted()
    .map { TerraformCase(folder: top.appending(path: $0)) }

  var testDescription: String { folder.lastPathComponent }

  /// Each line is `tools: what happens`.
  var expected: String {
    get throws { try String(contentsOf: folder.appending(path: "expected.txt"), encoding: .utf8) }
  }

  func situation() throws -> Situation {
    let environment = try object("env.json")
    var variables: [String: Answer<String>] = [:]
    for (name, value) in environment where name != "instance-metadata" { variables[name] = Self.answer(value) }
    let files = folder.appending(path: "files")
    let machine = Machine(
      environment: Environment(variables),
      directory: "/work",
      instanceMetadata: environment["instance-metadata"] as? Bool == true ? .value(true, nil) : .absent
    ) { path in
      let url = files.appending(path: path)
      if (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true {
        return .unreadable("is a directory")
      }
      return FileManager.default.contents(atPath: url.path).map { .bytes(Array($0)) } ?? .missing
    }
    return Situation(machine, try arguments())
  }

  private func arguments() throws -> ToolArguments {
    ToolArguments.read(try object("arguments.json"))
  }

  private func object(_ name: String) throws -> [String: Any] {
    let url = folder.appending(path: name)
    guard let data = FileManager.default.contents(atPath: url.path) else { return [:] }
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// Null is a value that nobody knows.
  static func answer(_ value: Any) -> Answer<String> {
    (value as? String).map { .value($0, nil) } ?? .unknown("is not known", nil)
  }
}

extension ToolArguments {
  /// As the blocks of a Terraform configuration in JSON.
  static func read(_ object: [String: Any]) -> ToolArguments {
    var arguments = ToolArguments()
    func block(_ value: Any) -> Block {
      Block(((value as? [String: Any]) ?? [:]).mapValues(TerraformCase.answer))
    }
    for (name, value) in object {
      switch name {
      case "assume_role": arguments.assumeRoles = (value as? [Any] ?? []).map(block)
      case "assume_role_with_web_identity": arguments.webIdentity = block(value)
      case "shared_config_files": arguments.sharedConfigFiles = (value as? [Any])?.map(TerraformCase.answer)
      case "shared_credentials_files": arguments.sharedCredentialsFiles = (value as? [Any])?.map(TerraformCase.answer)
      default: arguments.values[name] = TerraformCase.answer(value)
      }
    }
    return arguments
  }
}
