import KeylessSource

extension IntentReader {
  mutating func admission(_ node: YAMLNode, _ context: Context) -> Admission? {
    guard let keys = entries(node, IntentKeys.admission, of: "the entry") else { return nil }
    guard !refusesForeignKeys(keys, context.platform) else { return nil }
    let before = diagnostics.count
    var admission = Admission(platform: context.platform, span: span(node.range), project: nil)
    admission.name = keys["name"].flatMap { name($0) }
    admission.project = keys["project"].flatMap { project($0, context) }
    let isGitLab = context.platform == .gitlab
    admission.projectID = number(keys, isGitLab ? "project-id" : "repository-id")
    admission.ownerID = number(keys, isGitLab ? "namespace-id" : "owner-id")
    admission.branches = refs(keys["branches"], "branches", IntentPlatform.branchFillings, context.platform)
    admission.tags = refs(keys["tags"], "tags", IntentPlatform.tagFillings, context.platform)
    if let node = keys["environments"] { admission.environments = environments(node, context) }
    if let node = keys["protected"], let value = flag(node, "protected") {
      if !value {
        error(
          "intent-value",
          "`protected: false` would say nothing",
          node.range,
          help: "write `true`, or remove the key to admit protected and unprotected refs alike"
        )
      }
      admission.isProtected = value
    }
    let request = isGitLab ? "merge-requests" : "pull-requests"
    if let node = keys[request], let value = flag(node, request) { admission.requests = value ? .only : .excluded }
    guard !diagnostics[before...].contains(where: { $0.severity == .error }) else { return nil }
    if isGitLab {
      checkGitLab(admission, keys, node.range, context)
    } else {
      checkGitHub(admission, keys, node.range, context)
    }
    return admission
  }

  /// Words of the other platform are errors, never ignored.
  private mutating func refusesForeignKeys(_ keys: Keys, _ platform: IntentPlatform) -> Bool {
    let foreign: [(key: String, help: String)] =
      switch platform {
      case .gitlab:
        [
          ("pull-requests", "on GitLab the key is `merge-requests`"),
          ("repository-id", "on GitLab the key is `project-id`"), ("owner-id", "on GitLab the key is `namespace-id`"),
          ("environments", "no claim AWS reads carries GitLab's environment; use `branches`, `tags` and `protected`"),
        ]
      case .github:
        [
          ("merge-requests", "on GitHub the key is `pull-requests`"),
          ("project-id", "on GitHub the key is `repository-id`"), ("namespace-id", "on GitHub the key is `owner-id`"),
          (
            "protected",
            "no claim AWS reads says whether GitHub protects the ref; use `environments` with protection rules"
          ),
        ]
      }
    var refused = false
    for (key, help) in foreign {
      guard let node = keys[key] else { continue }
      error("intent-platform", "`\(key)` cannot be enforced on \(platform.rawValue)", node.range, help: help)
      refused = true
    }
    return refused
  }

  private mutating func name(_ node: YAMLNode) -> Located<String>? {
    guard let name = text(node, "name") else { return nil }
    guard !name.value.utf8.isEmpty, name.value.utf8.count <= 64, name.value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      error("intent-value", "the name is not 1 to 64 printable characters without spaces", node.range)
      return nil
    }
    return name
  }

  private mutating func number(_ keys: Keys, _ key: String) -> Located<String>? {
    guard let node = keys[key], let id = text(node, key) else { return nil }
    guard AWSNames.isNumber(id.value) else {
      error(
        "intent-value",
        "`\(key)` is not a number",
        node.range,
        help: "write the numeric id the platform shows, without `*`"
      )
      return nil
    }
    return id
  }

  private mutating func project(_ node: YAMLNode, _ context: Context) -> Located<NamePattern>? {
    guard let text = text(node, "project") else { return nil }
    var full = text.value
    if let owner = context.owner {
      if !full.utf8.contains(UInt8(ascii: "/")) {
        full = "\(owner)/\(full)"
      } else if !full.utf8.starts(with: "\(owner)/".utf8) {
        error("intent-value", "the project `\(clip(full))` does not belong to the owner `\(owner)`", node.range)
        return nil
      }
    }
    let pattern = NamePattern(full)
    if full.utf8.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: "*")) {
      error(
        "intent-too-open",
        "a wildcard in the owner of `\(clip(full))` admits projects of strangers",
        node.range,
        help: "name the owner in full and use `*` only after the first `/`"
      )
      return nil
    }
    guard full.utf8.count <= 1024,
      pattern.example(IntentPlatform.projectFillings, where: context.platform.allowsProject) != nil
    else {
      error(
        "intent-value",
        "`\(clip(full))` is not a project \(context.platform.rawValue) can have",
        node.range,
        help: context.platform == .gitlab ? "write the full path, `group/project`" : "write `owner/repository`"
      )
      return nil
    }
    if pattern.hasWildcard {
      warning(
        "intent-wide-project",
        "`\(full)` admits every project whose path fits, also ones created later",
        node.range,
        help: "name the projects one by one, unless everyone who can create one may deploy"
      )
    }
    return Located(pattern, at: text.span)
  }

  private mutating func refs(
    _ node: YAMLNode?,
    _ key: String,
    _ fillings: [String],
    _ platform: IntentPlatform
  ) -> [Located<NamePattern>] {
    guard let node else { return [] }
    return texts(node, key).compactMap { text in
      let pattern = NamePattern(text.value)
      if text.value.utf8.count > 1024 || pattern.example(fillings, where: platform.allowsRef) == nil {
        let isFull = text.value.utf8.starts(with: "refs/".utf8)
        error(
          "intent-value",
          "git allows no ref named `\(clip(text.value))`",
          text.span.range,
          help: isFull ? "write the short name, without `refs/heads/` or `refs/tags/`" : nil
        )
        return nil
      }
      return Located(pattern, at: text.span)
    }
  }

  private mutating func environments(_ node: YAMLNode, _ context: Context) -> [Located<NamePattern>] {
    texts(node, "environments").compactMap { text in
      if text.value.utf8.isEmpty || text.value.unicodeScalars.count > 255
        || text.value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
      {
        error("intent-value", "an environment's name has 1 to 255 characters and no control character", text.span.range)
        return nil
      }
      let bytes = text.value.utf8
      let isFolded = bytes.contains(UInt8(ascii: ":")) || bytes.contains(UInt8(ascii: "%"))
      if !context.issuer.mapsClaims, isFolded || (bytes.contains(UInt8(ascii: "*")) && text.value != "*") {
        error(
          "intent-unenforceable",
          "GitHub Enterprise Server's subject cannot tell the environment `\(clip(text.value))` from others",
          text.span.range,
          "`:` is written as `%3A` there, `%` stays",
          help: "list environments by name, without `:`, `%` and partial wildcards"
        )
        return nil
      }
      return Located(NamePattern(text.value), at: text.span)
    }
  }
}
