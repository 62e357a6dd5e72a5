import KeylessSource

extension IntentReader {
  mutating func roles(_ node: YAMLNode?, _ start: Range<Int>, _ context: Context) -> [Role] {
    guard let node else {
      error("intent-missing-key", "the intent has no `roles`", start, help: "add `roles:` with at least one role")
      return []
    }
    guard case .mapping(let entries) = node.value, !entries.isEmpty else {
      error("intent-shape", "`roles` is \(node.kind), a mapping from role names to roles is wanted", node.range)
      return []
    }
    var roles: [Role] = []
    var seen: [String: Range<Int>] = [:]
    for entry in entries {
      guard AWSNames.isRoleName(entry.name) else {
        error(
          "intent-value",
          "`\(clip(entry.name))` is not a role name IAM allows",
          entry.nameRange,
          help: "use 1 to 64 letters, digits and _ + = , . @ -"
        )
        continue
      }
      if let first = seen.updateValue(entry.nameRange, forKey: entry.name.lowercased()) {
        error(
          "intent-duplicate",
          "two roles differ only in case, and IAM takes their names for the same",
          entry.nameRange,
          "again here",
          related: [.init(span(first), "first here")]
        )
      }
      if let role = role(entry, context) { roles.append(role) }
    }
    return roles
  }

  private mutating func role(_ entry: YAMLEntry, _ context: Context) -> Role? {
    guard let keys = entries(entry.value, IntentKeys.role, of: "the role `\(entry.name)`") else { return nil }
    var role = Role(name: Located(entry.name, at: span(entry.nameRange)), admits: [])
    if let node = keys["path"], let path = text(node, "path") {
      if !AWSNames.isPath(path.value) {
        error("intent-value", "`\(clip(path.value))` is not an IAM path", node.range, help: "begin and end it with `/`")
      }
      role.path = path.value
    }
    if let node = keys["description"], let description = text(node, "description") {
      if !AWSNames.isDescription(description.value) {
        error(
          "intent-value",
          "the description has a character IAM refuses, or more than 1000 of them",
          node.range,
          help: "use Latin letters, digits and punctuation"
        )
      }
      role.description = description.value
    }
    if let node = keys["max-session-duration"] {
      if case .scalar(let scalar) = node.value, case .integer(let seconds) = scalar.resolved,
        (3600...43200).contains(seconds)
      {
        role.maxSessionDuration = seconds
      } else {
        error(
          "intent-value",
          "`max-session-duration` is not a number of seconds from 3600 to 43200",
          node.range,
          help: "write `3600` for one hour; AWS accepts at most 12 hours"
        )
      }
    }
    if let node = keys["boundary"], let arn = text(node, "boundary") {
      role.boundary = arn
      if let account = context.account,
        let problem = AWSNames.managedPolicyProblem(arn.value, partition: context.partition, account: account)
      {
        error(
          "intent-value",
          "`\(clip(arn.value))` cannot be the permissions boundary: \(problem)",
          node.range,
          help: "write the ARN of a managed policy"
        )
      }
    }
    role.tags = resourceTags(keys["tags"], besides: context.tags)
    if let node = keys["policies"] { policies(node, &role, context) }
    role.admits = admissions(keys["admits"], entry, context)
    return role
  }

  private mutating func admissions(_ node: YAMLNode?, _ entry: YAMLEntry, _ context: Context) -> [Admission] {
    guard let node else {
      error(
        "intent-missing-key",
        "the role `\(entry.name)` has no `admits`",
        entry.nameRange,
        help: "say which pipelines may assume it"
      )
      return []
    }
    guard case .sequence(let nodes) = node.value, !nodes.isEmpty else {
      error(
        "intent-shape",
        "`admits` is \(node.kind == "a list" ? "empty" : node.kind), a list of entries is wanted",
        node.range
      )
      return []
    }
    var result: [Admission] = []
    var names: [String: SourceSpan] = [:]
    for node in nodes {
      guard let admission = admission(node, context) else { continue }
      if let name = admission.name, let first = names.updateValue(name.span, forKey: name.value) {
        error(
          "intent-duplicate",
          "two entries of this role have the name `\(name.value)`",
          name.span.range,
          "again here",
          related: [.init(first, "first here")]
        )
      }
      result.append(admission)
    }
    return result
  }

  private mutating func policies(_ node: YAMLNode, _ role: inout Role, _ context: Context) {
    guard let keys = entries(node, IntentKeys.policies, of: "`policies`") else { return }
    if let node = keys["managed"] {
      role.managedPolicies = texts(node, "managed")
      if let account = context.account {
        for arn in role.managedPolicies {
          guard
            let problem = AWSNames.managedPolicyProblem(arn.value, partition: context.partition, account: account)
          else { continue }
          error(
            "intent-value",
            "`\(clip(arn.value))` is not a managed policy for this role: \(problem)",
            arn.span.range
          )
        }
      }
    }
    guard let node = keys["inline"] else { return }
    guard case .mapping(let entries) = node.value, !entries.isEmpty else {
      return error("intent-shape", "`inline` is \(node.kind), a mapping from names to policies is wanted", node.range)
    }
    for entry in entries {
      if !AWSNames.isPolicyName(entry.name) {
        error("intent-value", "`\(clip(entry.name))` is not a policy name IAM allows", entry.nameRange)
      }
      if let document = document(entry.value) {
        role.inlinePolicies.append(
          InlinePolicy(name: Located(entry.name, at: span(entry.nameRange)), document: document)
        )
      }
    }
  }

  private mutating func document(_ node: YAMLNode) -> InlinePolicy.Document? {
    switch node.value {
    case .scalar:
      guard let path = text(node, "inline") else { return nil }
      let bytes = Array(path.value.utf8)
      if bytes.isEmpty || bytes.first == UInt8(ascii: "/")
        || bytes.split(separator: UInt8(ascii: "/")).contains(where: { $0.elementsEqual("..".utf8) })
      {
        error(
          "intent-value",
          "the policy file does not lie below the intent",
          node.range,
          help: "write a relative path"
        )
        return nil
      }
      return .file(path)
    case .mapping:
      guard let json = node.json, json["Statement"] != nil else {
        error("intent-shape", "the policy has no `Statement`, or a number JSON does not have", node.range)
        return nil
      }
      return .json(json)
    case .sequence:
      error("intent-shape", "the policy is a list, a mapping or a file name is wanted", node.range)
      return nil
    }
  }
}
