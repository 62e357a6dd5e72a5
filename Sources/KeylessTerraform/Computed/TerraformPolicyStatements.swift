import KeylessSource

/// The `statement` blocks of a policy document.
struct TerraformPolicyStatements {
  private let resource: TerraformResource
  private let version: TerraformValue

  init(_ resource: TerraformResource, version: TerraformValue) {
    self.resource = resource
    self.version = version
  }

  var document: TerraformValue {
    var members = [TerraformMember("Version", at: version.span, version)]
    if let id = resource.argument("policy_id"), !id.isNull { members.append(TerraformMember("Id", at: id.span, id)) }
    let blocks = resource.blocks("statement")
    if let first = blocks.first {
      let list = TerraformValue(.list(blocks.map(statement), .tuple), at: first.span)
      members.append(TerraformMember("Statement", at: list.span, list))
      if let problem = duplicate(list.list ?? []) { return problem }
    }
    return TerraformValue(.object(TerraformObject(members)), at: resource.head)
  }

  private func duplicate(_ statements: [TerraformValue]) -> TerraformValue? {
    var seen: Set<String> = []
    for statement in statements {
      guard let sid = statement["Sid"], let text = sid.string, !text.isEmpty else { continue }
      if !seen.insert(text).inserted { return .error("two statements have the sid `\(text)`", at: sid.span) }
    }
    return nil
  }

  private func statement(_ block: TerraformBlock) -> TerraformValue {
    if let unknown = block.uncertain { return TerraformValue(.unknown(unknown), at: block.span) }
    var members: [TerraformMember] = []
    func add(_ name: String, _ value: TerraformValue?) {
      if let value, !value.isNull { members.append(TerraformMember(name, at: value.span, value)) }
    }
    if let sid = block.attribute("sid"), sid.text?.bytes.isEmpty != true { add("Sid", sid) }
    let effect = block.attribute("effect").flatMap { $0.isNull ? nil : $0 }
    add("Effect", effect ?? .text("Allow", at: block.head))
    add("Action", strings(block, "actions", isSet: true, expands: false))
    add("NotAction", strings(block, "not_actions", isSet: true, expands: false))
    add("Resource", strings(block, "resources", isSet: true, expands: true))
    add("NotResource", strings(block, "not_resources", isSet: true, expands: true))
    add("Principal", principals(block.blocks("principals")))
    add("NotPrincipal", principals(block.blocks("not_principals")))
    add("Condition", conditions(block.blocks("condition")))
    return TerraformValue(.object(TerraformObject(members)), at: block.span)
  }

  /// A list of strings as the provider writes it: one alone, none not at all; sets backwards.
  private func strings(_ block: TerraformBlock, _ name: String, isSet: Bool, expands: Bool) -> TerraformValue? {
    guard let value = block.attribute(name), !value.isNull else { return nil }
    guard let list = value.list else {
      return value.unknown == nil ? value.problem(wanting: "a list of strings", at: value.span) : value
    }
    var elements = list.map { TerraformType.string.convert($0).built(from: value.variables) }
    if isSet { elements = TerraformSets.distinct(elements).reversed() }
    if expands { elements = elements.map(variables) }
    if elements.count == 1 { return elements[0] }
    return elements.isEmpty ? nil : value.with(.list(elements, .tuple))
  }

  /// `&{` is how IAM's variables are written here, because `${` is Terraform's.
  private func variables(_ value: TerraformValue) -> TerraformValue {
    guard let text = value.text else { return value }
    var result = TerraformText()
    var start = 0
    let bytes = text.bytes
    for index in bytes.indices.dropLast()
    where bytes[index] == UInt8(ascii: "&") && bytes[index + 1] == UInt8(ascii: "{") {
      if version.string == "2008-10-17" {
        return .error("`&{` is not known to documents of version 2008-10-17", at: value.span)
      }
      if start < index { result.append(text.slice(start..<index)) }
      let place = text.span(of: index..<index + 1) ?? value.span
      result.append(TerraformText("$", at: place))
      start = index + 1
    }
    guard start > 0 else { return value }
    result.append(text.slice(start..<bytes.count))
    return value.with(.text(result))
  }

  private func principals(_ blocks: [TerraformBlock]) -> TerraformValue? {
    guard let first = blocks.first else { return nil }
    var object = TerraformObject()
    for block in blocks {
      if let unknown = block.uncertain ?? exhausted(by: blocks) {
        return TerraformValue(.unknown(unknown), at: block.span)
      }
      let type = block.attribute("type") ?? .error("principals have no type", at: block.head)
      let identifiers =
        strings(block, "identifiers", isSet: true, expands: true)
        ?? TerraformValue(.list([], .tuple), at: block.head)
      guard let name = type.string else { return type.problem(wanting: "a string", at: block.span) }
      if blocks.count == 1, name == "*", identifiers.string == "*" { return identifiers }
      object.set(TerraformMember(name, at: type.span, Self.united(object[name]?.value, identifiers)))
    }
    return TerraformValue(.object(sorted(object)), at: first.span)
  }

  private func conditions(_ blocks: [TerraformBlock]) -> TerraformValue? {
    guard let first = blocks.first else { return nil }
    var tests = TerraformObject()
    for block in blocks {
      if let unknown = block.uncertain ?? exhausted(by: blocks) {
        return TerraformValue(.unknown(unknown), at: block.span)
      }
      let test = block.attribute("test") ?? .error("a condition has no test", at: block.head)
      let variable = block.attribute("variable") ?? .error("a condition has no variable", at: block.head)
      let values =
        strings(block, "values", isSet: false, expands: true)
        ?? TerraformValue(.list([], .tuple), at: block.head)
      guard let testName = test.string else { return test.problem(wanting: "a string", at: block.span) }
      var keys = tests[testName]?.value.object ?? TerraformObject()
      guard let name = variable.text?.exactOrSymbols else {
        // Which key is tested is not known, so nothing is known of this operator.
        let problem = variable.problem(wanting: "a string", at: block.span)
        tests.set(TerraformMember(testName, at: test.span, problem))
        continue
      }
      if tests[testName]?.value.unknown != nil { continue }
      keys.set(TerraformMember(name, at: variable.span, Self.united(keys[name]?.value, values)))
      tests.set(TerraformMember(testName, at: test.span, TerraformValue(.object(sorted(keys)), at: test.span)))
    }
    return TerraformValue(.object(sorted(tests)), at: first.span)
  }

  /// Each block puts what there is so far together anew.
  private func exhausted(by blocks: [TerraformBlock]) -> TerraformUnknown? {
    guard let work = resource.module?.work else { return nil }
    work.spend(blocks.count)
    return work.isExhausted ? TerraformUnknown(work.exhausted, at: resource.head) : nil
  }

  private func sorted(_ object: TerraformObject) -> TerraformObject { TerraformObject(object.sorted) }

  /// The values of two blocks about the same thing.
  private static func united(_ first: TerraformValue?, _ second: TerraformValue) -> TerraformValue {
    guard let first else { return second }
    if first.unknown != nil { return first }
    if second.unknown != nil { return second }
    return first.with(.list((first.list ?? [first]) + (second.list ?? [second]), .tuple))
  }
}
