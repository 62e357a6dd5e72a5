import KeylessChain

/// One machine with one configuration, as Terraform is run with it and as a chain is asked about it.
struct TerraformRow {
  enum Tool: String {
    case provider, backend
  }

  let id: String
  let tool: Tool
  let environment: [String: String]
  let values: [String: String]
  let block: [String: String]?
  let roles: [[String: String]]

  /// What the block holds, the web-identity block and the roles as the tool's syntax has them.
  var terraform: String {
    func lines(_ values: [String: String]) -> String {
      values.sorted { $0.key < $1.key }.map { "  \($0.key) = \"\($0.value)\"\n" }.joined()
    }
    let sign = tool == .backend ? "= " : ""
    var text = lines(values)
    if let block { text += "  assume_role_with_web_identity \(sign){\n\(lines(block))  }\n" }
    for role in roles { text += "  assume_role \(sign){\n\(lines(role))  }\n" }
    return text
  }

  var arguments: ToolArguments {
    func answers(_ values: [String: String]) -> [String: Answer<String>] { values.mapValues { .value($0, nil) } }
    return ToolArguments(
      answers(values),
      assumeRoles: roles.map { ToolArguments.Block(answers($0)) },
      webIdentity: block.map { ToolArguments.Block(answers($0)) }
    )
  }

  func situation(_ files: [String: String]) -> Situation {
    var variables = environment
    variables["HOME"] = "/home/me"
    let isNode = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"]?.contains(":9/") == true
    let machine = Machine(
      environment: Environment(variables),
      directory: "/home/me",
      instanceMetadata: .value(isNode, nil)
    ) { path in
      guard path.hasPrefix("/home/me/"), let text = files[String(path.dropFirst(9))] else { return .missing }
      return .bytes(Array(text.utf8))
    }
    return Situation(machine, arguments)
  }

  var json: [String: Any] {
    ["id": id, "tool": tool.rawValue, "environment": environment, "terraform": terraform]
  }
}
