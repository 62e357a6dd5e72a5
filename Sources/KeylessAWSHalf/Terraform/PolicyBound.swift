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
        out.append(JSONMember(name: member.name, nameRange: member.nameRange, value: Self.action(member.value)))
      case "Principal":
        let everyone = JSONNode(.string("*"), range: member.value.range)
        let principal: JSONNode
        if !favours {
          dropped.insert(index)
          principal = everyone
        } else if effect == "Deny" {
          principal = everyone
        } else if let known = Self.principal(member.value, of: node) {
          principal = known
        } else {
          return nil
        }
        out.append(JSONMember(name: member.name, nameRange: member.nameRange, value: principal))
      default: return nil
      }
    }
    return JSONNode(.object(out), range: node.range)
  }

  /// Whatever is unknown of the actions may be the exchange.
  private static func action(_ node: JSONNode) -> JSONNode {
    let all: [JSONNode] = if case .array(let nodes) = node.value { nodes } else { [node] }
    let exchange = JSONNode(.string("sts:AssumeRoleWithWebIdentity"), range: node.range)
    return JSONNode(.array(all.filter { !isOpen($0) } + [exchange]), range: node.range)
  }

  /// Whom an unknown principal can be; nil where it can be a provider of which nothing tells the issuer.
  private static func principal(_ node: JSONNode, of statement: JSONNode) -> JSONNode? {
    guard case .object(let members) = node.value else { return nil }
    let isExchange = mayBeExchange(statement)
    let told = issuer(of: statement)
    func resolved(_ node: JSONNode, _ kind: String) -> JSONNode? {
      guard isOpen(node) else { return node }
      guard case .string(let text) = node.value else { return nil }
      let ofAccount = JSONNode(.string("arn:\(OwnAccount.partition):iam::\(OwnAccount.id):root"), range: node.range)
      if !isExchange || kind == "Service" { return ofAccount }
      // A text of which nothing else is known may be `*`, which lets in every provider; so may what stands beside one.
      if kind == "AWS" {
        return text.unicodeScalars.allSatisfy { $0 == PlacedJSON.mark || $0 == "*" } ? nil : ofAccount
      }
      guard kind == "Federated", let issuer = issuer(named: text) ?? told else { return nil }
      let arn = "arn:\(OwnAccount.partition):iam::\(OwnAccount.id):oidc-provider/\(issuer)"
      return JSONNode(.string(arn), range: node.range)
    }
    var out: [JSONMember] = []
    for member in members {
      let all: [JSONNode] = if case .array(let nodes) = member.value.value { nodes } else { [member.value] }
      let known = all.compactMap { resolved($0, member.name) }
      guard known.count == all.count else { return nil }
      let value = JSONNode(.array(known), range: member.value.range)
      out.append(JSONMember(name: member.name, nameRange: member.nameRange, value: value))
    }
    return JSONNode(.object(out), range: node.range)
  }

  /// What the end of a provider's ARN says, whatever account it is in.
  private static func issuer(named arn: String) -> String? {
    guard let range = arn.firstRange(of: ":oidc-provider/") else { return nil }
    let issuer = String(arn[range.upperBound...])
    return isOpen(issuer) ? nil : issuer
  }

  /// Whether an action can be the exchange; a pattern is taken for one that can.
  private static func mayBeExchange(_ statement: JSONNode) -> Bool {
    guard let node = statement["Action"] else { return true }
    let all: [JSONNode] = if case .array(let nodes) = node.value { nodes } else { [node] }
    return all.contains { node in
      guard let text = text(node), !isOpen(text) else { return true }
      return text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
        || text.lowercased() == "sts:assumerolewithwebidentity"
    }
  }

  /// Whose tokens alone a statement can let in: it asks for a key that no other provider's have.
  private static func issuer(of statement: JSONNode) -> String? {
    guard case .object(let tests)? = statement["Condition"]?.value else { return nil }
    for test in tests {
      guard let operation = ConditionTest(test.name), Self.asksForKey(operation),
        case .object(let keys) = test.value.value
      else { continue }
      for key in keys {
        guard let colon = key.name.lastIndex(of: ":"), !isOpen(key.name) else { continue }
        let prefix = key.name[..<colon]
        if prefix.contains(".") { return String(prefix) }
      }
    }
    return nil
  }

  /// Whether a test fails where its key is missing.
  private static func asksForKey(_ test: ConditionTest) -> Bool {
    guard !test.comparison.isNegated, test.comparison != .null else { return false }
    return test.qualifier == .plain || test.qualifier == .forAnyValue
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
