package import KeylessPolicy
import KeylessSource
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

  private static func read(_ value: TerraformValue, _ json: inout PlacedJSON) -> Result<JSONNode, Trouble> {
    if let encoded = value.text?.encoded ?? value.object.map({ _ in value }) {
      guard let node = json.node(encoded) else { return .failure(Trouble(policy: .unknown(json.unknowns))) }
      return .success(node)
    }
    guard let text = value.text else {
      let problem = Diagnostic(
        "policy-not-json",
        .error,
        "the policy is \(value.kind), and a text with JSON is wanted",
        at: .init(value.span),
        help: "write it with `jsonencode`, or as `data.aws_iam_policy_document`"
      )
      return .failure(Trouble(policy: .broken([problem])))
    }
    do { return .success(try json.parsed(text, at: value.span)) } catch {
      // A piece of the JSON itself may be what is unknown.
      if let unknown = text.unknowns.first {
        return .failure(Trouble(policy: .unknown([UnknownPlace(unknown.reason, at: unknown.span)])))
      }
      let place = text.span(of: error.offset..<min(error.offset + 1, text.bytes.count)) ?? value.span
      let problem = Diagnostic(
        "policy-not-json",
        .error,
        "the policy is not valid JSON: \(error.reason)",
        at: .init(place),
        help: "write one JSON object, with double quotes and without comments and trailing commas"
      )
      return .failure(Trouble(policy: .broken([problem])))
    }
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

  /// With a word that names nothing in the place of what is unknown.
  private static func closed(_ node: JSONNode) -> JSONNode {
    switch node.value {
    case .null, .bool, .number: return node
    case .string(let text):
      guard PolicyBound.isOpen(text) else { return node }
      var out = ""
      for scalar in text.unicodeScalars {
        if scalar == PlacedJSON.mark { out += "unknown" } else { out.unicodeScalars.append(scalar) }
      }
      return JSONNode(.string(out), range: node.range)
    case .array(let nodes): return JSONNode(.array(nodes.map(closed)), range: node.range)
    case .object(let members):
      return JSONNode(
        .object(members.map { JSONMember(name: $0.name, nameRange: $0.nameRange, value: closed($0.value)) }),
        range: node.range
      )
    }
  }
}
