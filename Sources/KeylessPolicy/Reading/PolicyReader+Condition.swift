import KeylessSource

extension PolicyReader {
  mutating func conditions(_ node: JSONNode) -> [ConditionClause] {
    guard case .object(let operators) = node.value else {
      report("policy-wrong-type", "`Condition` is an object, here stands \(node.kind)", node)
      return []
    }
    var clauses: [ConditionClause] = []
    for member in uniquelyNamed(operators) {
      guard let test = ConditionTest(member.name) else {
        reportUnknownOperator(member)
        continue
      }
      guard case .object(let keys) = member.value.value else {
        report(
          "policy-wrong-type",
          "`\(test)` is followed by an object, here stands \(member.value.kind)",
          member.value
        )
        continue
      }
      let located = Located(test, at: span(member.nameRange))
      for key in uniquelyNamed(keys) {
        if let clause = clause(key, located) { clauses.append(clause) }
      }
    }
    return clauses
  }

  private mutating func reportUnknownOperator(_ member: JSONMember) {
    // Looking for what was meant costs more than the report, which is bounded.
    guard problems.count < Self.mostProblems else { return }
    let name = member.name
    let help: String
    if ConditionTest.isQualifiedNull(name) {
      help = "`Null` asks whether the key exists and takes neither `IfExists` nor a set operator; write `Null`"
    } else if let meant = ConditionTest.sameButForCase(name) {
      help = "write `\(meant)`"
    } else if let meant = ConditionTest.nearest(to: name) {
      help = "did you mean `\(meant)`?"
    } else {
      help = "use an operator of the policy language, as `StringEquals`"
    }
    report(
      "policy-unknown-operator",
      "there is no condition operator `\(excerpt(name))`",
      at: span(member.nameRange),
      help: help
    )
  }

  private mutating func clause(_ member: JSONMember, _ test: Located<ConditionTest>) -> ConditionClause? {
    guard let colon = member.name.utf8.firstIndex(of: UInt8(ascii: ":")), colon != member.name.utf8.startIndex else {
      report(
        "policy-malformed-key",
        "the condition key `\(excerpt(member.name))` has no prefix",
        at: span(member.nameRange),
        help: "write the key with its prefix, as `aws:SourceIp` or `gitlab.com:sub`",
        aws: kind == .trust ? nil : "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
      )
      return nil
    }
    let nodes: [JSONNode] = if case .array(let elements) = member.value.value { elements } else { [member.value] }
    if nodes.isEmpty {
      warn(
        "policy-no-values",
        "`\(excerpt(member.name))` is compared with no value",
        at: span(member.value),
        help: "name a value, or remove the condition"
      )
    }
    return ConditionClause(
      test: test,
      key: Located(ConditionKey(member.name), at: span(member.nameRange)),
      values: nodes.compactMap { value($0, test.value) },
      span: span(member.nameRange.lowerBound..<member.value.range.upperBound)
    )
  }

  private mutating func value(_ node: JSONNode, _ test: ConditionTest) -> Located<ConditionValue>? {
    let text: String
    switch node.value {
    case .string(let string): text = string
    case .bool(let bool): text = bool ? "true" : "false"
    case .number(let number): text = number.literal
    case .null, .array, .object:
      report(
        "policy-wrong-type",
        "a condition value is a string, a number or a boolean, here stands \(node.kind)",
        node
      )
      return nil
    }
    guard let operand = operand(text, test.comparison, node) else { return nil }
    return Located(ConditionValue(text: text, operand: operand), at: span(node))
  }

  private mutating func operand(
    _ text: String,
    _ comparison: ConditionOperator,
    _ node: JSONNode
  ) -> ConditionValue.Operand? {
    let wanted: Diagnostic.Message
    switch comparison.comparison {
    case .text, .textIgnoringCase: return policyText(text, node, wildcards: false).map { .text($0) }
    case .wildcards: return policyText(text, node, wildcards: true).map { .text($0) }
    case .arn:
      warnOfShortARN(text, node)
      return policyText(text, node, wildcards: true).map { .text($0) }
    case .number:
      if let number = ExactDecimal(text.utf8) { return .number(number) }
      wanted = "`\(excerpt(text))` is not a number"
    case .date:
      if let date = PolicyDate(text.utf8) { return .date(date) }
      wanted = "`\(excerpt(text))` is neither an ISO 8601 date nor Unix seconds"
    case .bool:
      if let bool = bool(text, node) { return .bool(bool) }
      guard text.utf8.contains(UInt8(ascii: "$")), let parsed = policyText(text, node, wildcards: false),
        !parsed.variables.isEmpty
      else {
        wanted = "`\(excerpt(text))` is neither `true` nor `false`"
        break
      }
      return .boolText(parsed)
    case .binary:
      if let bytes = Base64Bytes.decode(Array(text.utf8)) { return .bytes(bytes) }
      wanted = "`\(excerpt(text))` is not base64"
    case .address:
      if let range = AddressRange(text.utf8) { return .addresses(range) }
      wanted = "`\(excerpt(text))` is not an address or a CIDR block"
    case .null:
      if let absent = bool(text, node) { return .absent(absent) }
      wanted = "`Null` is compared with `true` or `false`, not with `\(excerpt(text))`"
    }
    report("policy-malformed-value", wanted, node)
    return nil
  }

  /// That AWS reads `True` as `true` is (unverified); it is accepted with a warning.
  private mutating func bool(_ text: String, _ node: JSONNode) -> Bool? {
    guard let bool = PolicyBool.read(Array(text.utf8)) else { return nil }
    if !text.utf8.elementsEqual((bool ? "true" : "false").utf8) {
      warn("policy-boolean-case", "`\(text)` is read as `\(bool)`", at: span(node), help: "write `\(bool)`")
    }
    return bool
  }

  private mutating func policyText(_ text: String, _ node: JSONNode, wildcards: Bool) -> PolicyText? {
    do throws(PolicyVariable.SyntaxError) {
      return try PolicyText(text, wildcards: wildcards, variables: version == .v2012 ? .everywhere : .nowhere)
    } catch {
      report("policy-malformed-variable", "\(error.reason)", node, help: "write `${$}` for a dollar sign")
      return nil
    }
  }

  private mutating func warnOfShortARN(_ text: String, _ node: JSONNode) {
    let colons = text.utf8.count { $0 == UInt8(ascii: ":") }
    guard colons < 5, !text.utf8.contains(UInt8(ascii: "$")) else { return }
    warn(
      "policy-short-arn",
      "`\(excerpt(text))` has fewer than the six parts of an ARN, so it matches none",
      at: span(node),
      help: "write all parts, as in `arn:*:*:*:*:*`"
    )
  }
}
