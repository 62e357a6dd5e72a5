import KeylessHCL
import KeylessSource
import KeylessTerraform

/// The variables of a module that reach a value which a trust policy compares with a token.
enum TrustVariables {
  static func names(in policy: TerraformValue, of module: TerraformModule) -> Set<String> {
    let variables = module.folder.variables
    if let tree = policy.text?.encoded {
      var names: Set<String> = []
      for value in compared(tree) {
        names.formUnion(value.allVariables.filter { $0.module == module.address }.map(\.name))
        if let unknown = value.firstUnknown {
          names.formUnion(variables.filter { $0.head == unknown.span }.map(\.name))
        }
      }
      return names
    }
    guard let text = policy.text else { return [] }
    let candidates = Set(policy.allVariables.filter { $0.module == module.address }.map(\.name))
    return Set(variables.filter { candidates.contains($0.name) && reaches($0, text) }.map(\.name))
  }

  /// The values of conditions on an issuer's claims.
  private static func compared(_ policy: TerraformValue) -> [TerraformValue] {
    let statements = policy["Statement"].map { $0.list ?? [$0] } ?? []
    return statements.flatMap { statement -> [TerraformValue] in
      guard let condition = statement["Condition"] else { return [] }
      // Whether there is a condition at all may hang on a variable, as in a `dynamic` block.
      guard condition.unknown == nil else { return isExchange(statement) ? [condition] : [] }
      let tests = condition.object?.members ?? []
      return tests.flatMap { $0.value.object?.members ?? [] }.filter { isClaim($0.name) }.map(\.value)
    }
  }

  private static func isExchange(_ statement: TerraformValue) -> Bool {
    let actions = statement["Action"].map { $0.list ?? [$0] } ?? []
    return actions.contains { $0.string?.lowercased() == "sts:assumerolewithwebidentity" }
  }

  private static func isClaim(_ key: String) -> Bool {
    let service = key.prefix { $0 != ":" }.lowercased()
    return service != "aws" && service != "sts" && service != "saml" && service != "iam"
  }

  /// Whether a piece of the written JSON that is a condition's value comes from the variable.
  private static func reaches(_ variable: TerraformDeclaration, _ text: TerraformText) -> Bool {
    guard let json = try? JSONParser.parse(text.bytes, limits: JSONParser.Limits(size: 1 << 17, depth: 16)) else {
      return false
    }
    let unknowns = text.segments.compactMap { segment -> Range<Int>? in
      if case .unknown(let unknown, let range) = segment, unknown.span == variable.head { range } else { nil }
    }
    let runs = text.written.runs.filter { variable.span.contains($0.source) }.map { $0.offset..<$0.offset + 1 }
    let pieces = unknowns + runs
    return values(json).contains { range in pieces.contains { range.contains($0.lowerBound) } }
  }

  private static func values(_ policy: JSONNode) -> [Range<Int>] {
    guard let list = policy["Statement"] else { return [] }
    let statements: [JSONNode]
    if case .array(let nodes) = list.value { statements = nodes } else { statements = [list] }
    return statements.flatMap { statement -> [Range<Int>] in
      guard case .object(let tests)? = statement["Condition"]?.value else { return [] }
      return tests.flatMap { test -> [Range<Int>] in
        guard case .object(let keys) = test.value.value else { return [] }
        return keys.filter { isClaim($0.name) }.map(\.value.range)
      }
    }
  }
}
