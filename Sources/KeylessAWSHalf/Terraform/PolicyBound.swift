import KeylessPolicy
import KeylessSource

/// Resolves what is unknown in a policy's JSON, for admission or against it (DESIGN, "Exact or unknown").
///
/// Under `Deny`, and for negated operators, the two swap. A statement of which nothing certain is left is named, for the
/// caller to take out: an empty list of statements is no policy.
struct PolicyBound {
  /// Whether more is to be admitted.
  let admits: Bool
  /// The statements that can count for nothing here, by their place.
  private(set) var dropped: Set<Int> = []

  init(admits: Bool) { self.admits = admits }

  /// Nil where the shape itself is unknown: a list of statements, an effect.
  mutating func document(_ node: JSONNode) -> JSONNode? {
    guard case .object(var members) = node.value,
      let place = members.firstIndex(where: { $0.name == "Statement" })
    else { return nil }
    let list = members[place].value
    let statements: [JSONNode]
    switch list.value {
    case .array(let nodes): statements = nodes
    case .object: statements = [list]
    default: return nil
    }
    var out: [JSONNode] = []
    for (index, statement) in statements.enumerated() {
      guard let resolved = self.statement(statement, index) else { return nil }
      out.append(resolved)
    }
    members[place].value = JSONNode(.array(out), range: list.range)
    for index in members.indices where members[index].name != "Statement" {
      if Self.isOpen(members[index].value) { return nil }
    }
    return JSONNode(.object(members), range: node.range)
  }

  private mutating func statement(_ node: JSONNode, _ index: Int) -> JSONNode? {
    guard case .object(let members) = node.value else { return nil }
    if !Self.isOpen(node) { return node }
    guard let effect = node["Effect"].flatMap(Self.text), effect == "Allow" || effect == "Deny" else { return nil }
    /// Whether the statement is to match as much as possible.
    let favours = admits == (effect == "Allow")
    var out: [JSONMember] = []
    for member in members {
      guard Self.isOpen(member.value) else {
        out.append(member)
        continue
      }
      switch member.name {
      case "Sid": continue
      case "Condition":
        var conditions = ConditionBound(favours: favours)
        guard let resolved = conditions.conditions(member.value) else {
          dropped.insert(index)
          continue
        }
        if let resolved { out.append(JSONMember(name: member.name, nameRange: member.nameRange, value: resolved)) }
      case "Action":
        if !favours { dropped.insert(index) }
        let all = JSONNode(.string("sts:AssumeRoleWithWebIdentity"), range: member.value.range)
        out.append(
          JSONMember(
            name: member.name,
            nameRange: member.nameRange,
            value: favours ? all : Self.text("sts:None", member)
          )
        )
      case "Principal":
        if !favours { dropped.insert(index) }
        out.append(
          JSONMember(name: member.name, nameRange: member.nameRange, value: Self.principal(member.value, of: node))
        )
      default: return nil
      }
    }
    return JSONNode(.object(out), range: node.range)
  }

  /// Whose provider an unknown principal is, by the keys of the statement's conditions.
  private static func principal(_ node: JSONNode, of statement: JSONNode) -> JSONNode {
    let arn = issuer(of: statement).map {
      "arn:\(OwnAccount.partition):iam::\(OwnAccount.id):oidc-provider/\($0)"
    }
    func resolved(_ node: JSONNode) -> JSONNode {
      switch node.value {
      case .string where isOpen(node): JSONNode(.string(arn ?? "arn:aws:iam::\(OwnAccount.id):root"), range: node.range)
      case .array(let nodes): JSONNode(.array(nodes.map(resolved)), range: node.range)
      default: node
      }
    }
    guard case .object(let members) = node.value else { return resolved(node) }
    return JSONNode(
      .object(members.map { JSONMember(name: $0.name, nameRange: $0.nameRange, value: resolved($0.value)) }),
      range: node.range
    )
  }

  private static func issuer(of statement: JSONNode) -> String? {
    guard case .object(let tests)? = statement["Condition"]?.value else { return nil }
    for test in tests {
      guard case .object(let keys) = test.value.value else { continue }
      for key in keys {
        guard let colon = key.name.lastIndex(of: ":"), !isOpen(key.name) else { continue }
        let prefix = key.name[..<colon]
        if prefix.contains(".") { return String(prefix) }
      }
    }
    return nil
  }

  private static func text(_ text: String, _ member: JSONMember) -> JSONNode {
    JSONNode(.string(text), range: member.value.range)
  }

  private static func text(_ node: JSONNode) -> String? {
    if case .string(let text) = node.value { text } else { nil }
  }

  static func isOpen(_ text: String) -> Bool { text.unicodeScalars.contains(PlacedJSON.mark) }

  /// Whether something in it is unknown.
  static func isOpen(_ node: JSONNode) -> Bool {
    switch node.value {
    case .null, .bool, .number: false
    case .string(let text): isOpen(text)
    case .array(let nodes): nodes.contains(where: isOpen)
    case .object(let members): members.contains { isOpen($0.name) || isOpen($0.value) }
    }
  }
}
