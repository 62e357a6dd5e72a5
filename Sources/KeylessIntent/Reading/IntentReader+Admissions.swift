import KeylessPlatforms
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
    if let problem = FactKind.numericID.problem(in: id.value) {
      error(
        "intent-value",
        "`\(key)` is not an id",
        node.range,
        problem,
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
        error(
          "intent-value",
          "the project `\(clip(full))` does not belong to the owner `\(owner)`",
          node.range,
          help: withoutHost(full, context).map { "leave out the host: `\(clip($0))`" }
        )
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
        help: withoutHost(full, context).map { "leave out the host: `\(clip($0))`" }
          ?? (context.platform == .gitlab ? "write the full path, `group/project`" : "write `owner/repository`")
      )
      return nil
    }
    if let path = withoutHost(full, context) {
      warning(
        "intent-host-in-project",
        "`\(clip(full))` begins with a host, and no token's project path does",
        node.range,
        help: "leave out the host: `\(clip(path))`"
      )
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

  /// The project's path when a host, with or without scheme, stands before it.
  private func withoutHost(_ project: String, _ context: Context) -> String? {
    var rest = project.utf8[...]
    for scheme in ["https://", "http://", "//"] where rest.starts(with: scheme.utf8) {
      rest = rest.dropFirst(scheme.utf8.count)
    }
    let host = rest.prefix { $0 != UInt8(ascii: "/") }
    let server = context.issuer.key.utf8.prefix { $0 != UInt8(ascii: "/") }
    let hosts = ["gitlab.com", "www.gitlab.com", "github.com", "www.github.com"]
    guard host.elementsEqual(server) || hosts.contains(where: { host.elementsEqual($0.utf8) }) else { return nil }
    let path = rest.dropFirst(host.count + 1)
    return path.contains(UInt8(ascii: "/")) ? String(decoding: Array(path), as: UTF8.self) : nil
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
        refuseRef(text, pattern.literals.joined(separator: fillings.first ?? ""), platform)
        return nil
      }
      return Located(pattern, at: text.span)
    }
  }

  private mutating func refuseRef(_ text: Located<String>, _ example: String, _ platform: IntentPlatform) {
    let bytes = text.value.utf8
    let help: String? =
      if bytes.starts(with: "refs/".utf8) {
        "write the short name, without `refs/heads/` or `refs/tags/`"
      } else if bytes.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }) {
        "use `*`, the only wildcard here"
      } else {
        nil
      }
    error(
      "intent-value",
      "no ref can be named `\(clip(text.value))`",
      text.span.range,
      platform.problem(inRef: example) ?? "the name is too long",
      help: help
    )
  }

  private mutating func environments(_ node: YAMLNode, _ context: Context) -> [Located<NamePattern>] {
    texts(node, "environments").compactMap { text in
      let pattern = NamePattern(text.value)
      if pattern.example(IntentPlatform.environmentFillings, where: context.platform.allowsEnvironment) == nil {
        error("intent-value", "an environment's name has 1 to 255 characters and no control character", text.span.range)
        return nil
      }
      let bytes = text.value.utf8
      let isFolded = bytes.contains(UInt8(ascii: ":")) || bytes.contains(UInt8(ascii: "%"))
      if !context.issuer.mapsClaims, isFolded || (bytes.contains(UInt8(ascii: "*")) && text.value != "*") {
        error(
          "intent-unenforceable",
          "the subject alone cannot tell the environment `\(clip(text.value))` from others",
          text.span.range,
          "the subject writes `:` as `%3A` and leaves `%` alone",
          help: "list environments by name, without `:`, `%` and partial wildcards"
        )
        return nil
      }
      return Located(pattern, at: text.span)
    }
  }
}
