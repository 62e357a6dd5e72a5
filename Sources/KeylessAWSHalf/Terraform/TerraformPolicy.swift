package import KeylessPolicy
package import KeylessSource
package import KeylessTerraform

/// Reads a policy out of a value of a configuration.
package enum TerraformPolicy {
  /// A role's trust policy.
  static func trust(_ value: TerraformValue) -> TrustPolicy {
    if let unknown = value.unknown { return .unknown([UnknownPlace(unknown.reason, at: unknown.span)]) }
    var json = PlacedJSON()
    let node: JSONNode
    switch read(value, &json) {
    case .success(let read): node = read
    case .failure(let trouble): return trouble.policy
    }
    if json.unknowns.isEmpty { return exact(node, json) }
    guard let least = bound(node, json, admits: false), let most = bound(node, json, admits: true) else {
      return .unknown(json.unknowns)
    }
    return .bounds(sure: least, possible: most, unknowns: json.unknowns)
  }

  /// What is written of a policy of which something is unknown, each unknown piece with its reason; nil where all is known.
  ///
  /// Bounds do not tell what they leave out: `${var.x}` and `${var.x}*` have the same.
  static func written(_ value: TerraformValue) -> JSON? {
    let json = value.text.map { $0.json(at: value.span, size: largest) } ?? value
    if json.firstUnknown == nil { return nil }
    return said(json.unknown == nil ? json : value)
  }

  /// The texts of which all is written in what `written` said.
  package static func wholeTexts(_ written: JSON) -> Set<String> {
    switch written {
    case .null, .bool, .integer, .number, .string: return []
    case .object(let members): return members.reduce(into: []) { $0.formUnion(wholeTexts($1.value)) }
    case .array(let elements):
      guard case .string(let text)? = elements.first else {
        return elements.reduce(into: []) { $0.formUnion(wholeTexts($1)) }
      }
      // Behind a text are the reasons of what is unknown in it.
      return elements.count == 1 ? [text] : []
    }
  }

  private static func said(_ value: TerraformValue) -> JSON {
    switch value.content {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .number(let number): .number(number.text)
    case .text(let text): .array([.string(text.string)] + text.unknowns.map { .string($0.reason) })
    case .unknown(let unknown): .array([.string(String(PlacedJSON.mark)), .string(unknown.reason)])
    case .list(let elements, _): .array(elements.map(said))
    case .object(let object):
      // The order of members is none of the policy's.
      .object(
        object.members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
          .map { JSON.Member($0.name, said($0.value)) }
      )
    }
  }

  /// A policy that grants something; what is unknown of it grants nothing, and is said by `isComplete`.
  package static func granted(
    _ value: TerraformValue,
    _ kind: PolicyKind
  ) -> (document: PolicyDocument?, isComplete: Bool) {
    var json = PlacedJSON()
    guard value.unknown == nil, case .success(let node) = read(value, &json),
      let document = try? PolicyDocument.parse(node: closed(node), file: "policy", kind: kind)
    else { return (nil, false) }
    return (document.placed(json.span), json.unknowns.isEmpty)
  }

  private struct Trouble: Error {
    var policy: TrustPolicy
  }

  /// No policy of IAM's is of this size; a text beyond it is not worth its time.
  private static let largest = 1 << 17

  private static func read(_ value: TerraformValue, _ json: inout PlacedJSON) -> Result<JSONNode, Trouble> {
    guard let written = value.text.map({ $0.json(at: value.span, size: largest) }) ?? value.object.map({ _ in value })
    else {
      let problem = Diagnostic(
        "policy-not-json",
        .error,
        "the policy is \(value.kind), and a text with JSON is wanted",
        at: .init(value.span),
        help: "write it with `jsonencode`, or as `data.aws_iam_policy_document`"
      )
      return .failure(Trouble(policy: .broken([problem])))
    }
    if let unknown = written.unknown, unknown.isError {
      let problem = Diagnostic(
        "policy-not-json",
        .error,
        "the policy cannot be read: \(unknown.reason)",
        at: .init(unknown.span),
        help: "write one JSON object, with double quotes and without comments and trailing commas"
      )
      return .failure(Trouble(policy: .broken([problem])))
    }
    // A piece of the JSON itself may be what is unknown.
    if let unknown = written.unknown {
      return .failure(Trouble(policy: .unknown([UnknownPlace(unknown.reason, at: unknown.span)])))
    }
    return .success(json.node(written))
  }

  private static func exact(_ node: JSONNode, _ json: PlacedJSON) -> TrustPolicy {
    do {
      return .exact(try PolicyDocument.parse(node: node, file: "policy", kind: .trust).placed(json.span))
    } catch {
      return .broken(error.diagnostics.map { $0.placed(json.span) })
    }
  }

  private static func bound(_ node: JSONNode, _ json: PlacedJSON, admits: Bool) -> PolicyDocument? {
    var bound = PolicyBound(admits: admits)
    guard let resolved = bound.document(node),
      var document = try? PolicyDocument.parse(node: resolved, file: "policy", kind: .trust)
    else { return nil }
    document.statements = document.statements.enumerated().filter { !bound.dropped.contains($0.offset) }.map(\.element)
    return document.placed(json.span)
  }

  /// The policy with a word that names nothing in the place of what is unknown.
  ///
  /// What is excepted from a grant is not to name nothing: then everything would be granted. Such a statement goes.
  private static func closed(_ node: JSONNode) -> JSONNode {
    guard case .object(var members) = node.value, let place = members.firstIndex(where: { $0.name == "Statement" })
    else {
      return filled(node)
    }
    let list = members[place].value
    let statements: [JSONNode] = if case .array(let nodes) = list.value { nodes } else { [list] }
    let kept = statements.filter { statement in
      if case .string("Deny")? = statement["Effect"]?.value { return true }
      return !["NotAction", "NotResource"].contains { name in statement[name].map(PolicyBound.isOpen) ?? false }
    }
    members[place].value = JSONNode(.array(kept), range: list.range)
    return filled(JSONNode(.object(members), range: node.range))
  }

  private static func filled(_ node: JSONNode) -> JSONNode {
    switch node.value {
    case .null, .bool, .number: node
    case .string(let text):
      PolicyBound.isOpen(text) ? JSONNode(.string(PlacedJSON.filled(text, with: "unknown")), range: node.range) : node
    case .array(let nodes): JSONNode(.array(nodes.map(filled)), range: node.range)
    case .object(let members):
      JSONNode(
        .object(members.map { JSONMember(name: $0.name, nameRange: $0.nameRange, value: filled($0.value)) }),
        range: node.range
      )
    }
  }
}
