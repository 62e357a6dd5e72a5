import KeylessSource

extension Baseline {
  /// Reads the file; a baseline that is understood only in part would hide or show the wrong findings, so it is refused.
  package init(_ bytes: [UInt8], file: String) throws {
    let root: JSONNode
    do {
      root = try JSONParser.parse(bytes, limits: Self.limits)
    } catch {
      throw BaselineError("the baseline is not JSON: \(error.reason)", file, error.offset..<error.offset)
    }
    try Self.members(root, ["version", "findings"], "the baseline", file)
    guard let version = root["version"], case .number(let number) = version.value, number.integer == Self.version else {
      let range = root["version"]?.range ?? root.range
      throw BaselineError("the baseline has another version than \(Self.version)", file, range)
    }
    guard let findings = root["findings"], case .array(let nodes) = findings.value else {
      throw BaselineError("the baseline has no array `findings`", file, root["findings"]?.range ?? root.range)
    }
    self.init(
      try nodes.map { node in
        try Self.members(node, ["fingerprint", "rule", "file", "message"], "an entry", file)
        let text = try Self.text("fingerprint", node, file)
        guard let fingerprint = Fingerprint(text) else {
          throw BaselineError("a fingerprint is 32 hexadecimal digits", file, node["fingerprint"]?.range ?? node.range)
        }
        return Entry(
          fingerprint: fingerprint,
          rule: try Self.text("rule", node, file),
          file: try Self.text("file", node, file),
          message: try Self.text("message", node, file)
        )
      }
    )
  }

  private static func members(_ node: JSONNode, _ known: [String], _ what: String, _ file: String) throws {
    guard case .object(let members) = node.value else {
      throw BaselineError("\(what) is an object, and here is \(node.kind)", file, node.range)
    }
    for member in members where !known.contains(member.name) {
      throw BaselineError("\(what) has an unknown member `\(member.name.prefix(64))`", file, member.nameRange)
    }
  }

  private static func text(_ name: String, _ node: JSONNode, _ file: String) throws -> String {
    guard let value = node[name], case .string(let text) = value.value else {
      throw BaselineError("an entry has no text `\(name)`", file, node[name]?.range ?? node.range)
    }
    return text
  }
}
