import KeylessSource

extension GitHubYAML {
  /// A workflow; nil when the file is no mapping, which is said.
  mutating func workflow(_ root: YAMLNode) -> GitHubWorkflow? {
    guard case .mapping(let entries) = root.value else {
      complain("the workflow is \(root.kind) where a mapping with `on` and `jobs` is expected", at: root.range)
      return nil
    }
    if root["on"] == nil {
      complain("the workflow has no `on`, so nothing ever starts it", at: 0..<0, help: "name the events that start it")
    }
    return GitHubWorkflow(
      file: file,
      name: filled(root["name"]),
      title: title(root["name"]),
      triggers: triggers(root["on"]),
      permissions: permissions(entries),
      environment: settings(root["env"], "env"),
      defaults: defaults(root["defaults"]),
      jobs: jobs(root["jobs"])
    )
  }

  /// Nothing is claimed of how GitHub spells a number, or of what it makes of an empty name, of spaces around it, or of an
  /// expression.
  private func title(_ node: YAMLNode?) -> String? {
    guard let node else { return file }
    guard case .scalar(let scalar) = node.value, scalar.resolved == .string else { return nil }
    let name = scalar.text
    return name.isEmpty || name.trimmed.utf8.count != name.utf8.count || GitHubTemplate(name).hasExpression ? nil : name
  }

  private mutating func triggers(_ node: YAMLNode?) -> [GitHubTrigger] {
    guard let node else { return [] }
    guard case .mapping(let entries) = node.value else { return list(node).map { GitHubTrigger($0) } }
    return entries.map { entry in
      var trigger = GitHubTrigger(Located(entry.name, at: span(entry.nameRange)))
      let value = entry.value
      trigger.branches = filter(value["branches"])
      trigger.branchesIgnore = filter(value["branches-ignore"])
      trigger.tags = filter(value["tags"])
      trigger.tagsIgnore = filter(value["tags-ignore"])
      trigger.paths = (value["paths"] ?? value["paths-ignore"]).map { span($0.range) }
      trigger.types = list(value["types"])
      trigger.workflows = list(value["workflows"])
      trigger.inputs = inputs(value["inputs"])
      for (one, other) in [("branches", "branches-ignore"), ("tags", "tags-ignore"), ("paths", "paths-ignore")] {
        guard value[one] != nil, let second = value[other] else { continue }
        complain(
          "`\(entry.name)` has both `\(one)` and `\(other)`, and GitHub refuses such a workflow",
          at: second.range,
          help: "keep `\(one)` and write what it excludes as `!pattern`"
        )
      }
      return trigger
    }
  }

  private func filter(_ node: YAMLNode?) -> [Located<String>]? {
    guard let node else { return nil }
    let patterns = list(node)
    return patterns.isEmpty ? nil : patterns
  }

  private mutating func jobs(_ node: YAMLNode?) -> [GitHubJob] {
    guard let node else {
      complain("the workflow has no `jobs`", at: 0..<0)
      return []
    }
    guard case .mapping(let entries) = node.value else {
      complain("`jobs` is \(node.kind) where a mapping is expected", at: node.range)
      return []
    }
    return entries.prefix(Self.most).compactMap { job($0) }
  }

  private mutating func job(_ entry: YAMLEntry) -> GitHubJob? {
    let node = entry.value
    guard case .mapping(let entries) = node.value else {
      complain("the job `\(entry.name)` is \(node.kind) where a mapping is expected", at: node.range)
      return nil
    }
    return GitHubJob(
      id: Located(entry.name, at: span(entry.nameRange)),
      needs: list(node["needs"]),
      condition: filled(node["if"]),
      permissions: permissions(entries),
      environmentName: filled(node["environment"]) ?? filled(node["environment"]?["name"]),
      runsOn: node["runs-on"].map { runner($0) },
      matrix: matrix(node["strategy"]?["matrix"]),
      environment: settings(node["env"], "env"),
      defaults: defaults(node["defaults"]),
      container: filled(node["container"]) ?? filled(node["container"]?["image"]),
      steps: steps(node["steps"]),
      outputs: settings(node["outputs"], "outputs"),
      calls: filled(node["uses"]).map { GitHubUse($0) },
      with: node["uses"] == nil ? [] : settings(node["with"], "with"),
      secrets: secrets(entries),
      span: SourceSpan(
        file: file,
        range: entry.nameRange.lowerBound..<max(entry.nameRange.upperBound, node.range.upperBound)
      )
    )
  }

  private mutating func secrets(_ entries: [YAMLEntry]) -> GitHubSecrets? {
    guard let entry = entries.first(where: { $0.name == "secrets" }) else { return nil }
    if text(entry.value)?.value == "inherit" {
      return .inherit(span(entry.nameRange.lowerBound..<entry.value.range.upperBound))
    }
    return .named(settings(entry.value, "secrets"))
  }

  private func runner(_ node: YAMLNode) -> GitHubRunner {
    guard case .mapping = node.value else {
      return GitHubRunner(labels: list(node), group: nil, span: span(node.range))
    }
    return GitHubRunner(labels: list(node["labels"]), group: filled(node["group"]), span: span(node.range))
  }

  private mutating func matrix(_ node: YAMLNode?) -> GitHubMatrix? {
    guard let node else { return nil }
    var matrix = GitHubMatrix(dimensions: [], span: span(node.range))
    switch node.value {
    case .mapping(let entries):
      for entry in entries {
        switch entry.name {
        case "include": matrix.include = entry.value
        case "exclude": matrix.exclude = entry.value
        default: matrix.dimensions.append(.init(name: entry.name, values: entry.value))
        }
      }
    case .scalar: matrix.computed = text(node)
    case .sequence: complain("`matrix` is a list where a mapping is expected", at: node.range)
    }
    return matrix
  }

  /// An action's file; nil when it is no mapping.
  mutating func action(_ root: YAMLNode, folder: String) -> GitHubAction? {
    guard case .mapping = root.value else {
      complain("the action is \(root.kind) where a mapping is expected", at: root.range)
      return nil
    }
    let using = text(root["runs"]?["using"])?.value ?? ""
    return GitHubAction(
      file: file,
      folder: folder,
      inputs: inputs(root["inputs"]),
      using: using,
      steps: using == "composite" ? steps(root["runs"]?["steps"]) : []
    )
  }
}
