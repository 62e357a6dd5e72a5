import KeylessChain
import Testing

/// A folder under `Fixtures/terraform`.
struct TerraformCase: CustomTestStringConvertible, Sendable {
  let folder: CaseFolder

  static let all = CaseFolder.all("terraform").map(TerraformCase.init)

  private init(_ folder: CaseFolder) {
    self.folder = folder
  }

  var testDescription: String { folder.name }

  /// Each line is `tools: what happens`.
  var expected: String { folder.text("expected.txt") }

  func situation() throws -> Situation {
    Situation(try folder.machine(directory: "/work"), .read(try folder.object("arguments.json")))
  }
}

extension ToolArguments {
  /// As the blocks of a Terraform configuration in JSON.
  static func read(_ object: [String: Any]) -> ToolArguments {
    var arguments = ToolArguments()
    func block(_ value: Any) -> Block {
      Block(((value as? [String: Any]) ?? [:]).mapValues(CaseFolder.answer))
    }
    for (name, value) in object {
      switch name {
      case "assume_role": arguments.assumeRoles = (value as? [Any] ?? []).map(block)
      case "assume_role_with_web_identity": arguments.webIdentity = block(value)
      case "shared_config_files": arguments.sharedConfigFiles = (value as? [Any])?.map(CaseFolder.answer)
      case "shared_credentials_files": arguments.sharedCredentialsFiles = (value as? [Any])?.map(CaseFolder.answer)
      default: arguments.values[name] = CaseFolder.answer(value)
      }
    }
    return arguments
  }
}
