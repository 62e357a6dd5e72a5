import KeylessSource

/// Resolves `extends` and then `!reference`, in the order GitLab does it.
struct GitLabExtends {
  /// GitLab's own bounds.
  static let deepest = 11
  static let deepestReference = 10

  private let root: [String: GitLabEntry]
  /// What was resolved, and how many levels of `extends` are in it.
  private var done: [String: (node: GitLabNode, height: Int)] = [:]
  /// Nodes that references may add.
  private var budget = 50_000
  private(set) var diagnostics: [Diagnostic] = []

  /// The whole pipeline with both resolved.
  static func resolve(_ node: GitLabNode) -> (node: GitLabNode, diagnostics: [Diagnostic]) {
    var extends = GitLabExtends(node)
    var entries: [GitLabEntry] = []
    for entry in node.entries {
      entries.append(GitLabEntry(name: entry.name, value: extends.extended(entry.name.value, []).node))
    }
    let extended = GitLabNode(.mapping(entries), at: node.span)
    var references = GitLabExtends(extended)
    references.diagnostics = extends.diagnostics
    for index in entries.indices { entries[index].value = references.referenced(entries[index].value, 0) }
    return (GitLabNode(.mapping(entries), at: node.span), references.diagnostics)
  }

  private init(_ node: GitLabNode) {
    root = Dictionary(node.entries.map { ($0.name.value, $0) }) { _, later in later }
  }

  private mutating func extended(_ name: String, _ stack: [String]) -> (node: GitLabNode, height: Int) {
    if let known = done[name] { return known }
    guard let entry = root[name] else {
      return (GitLabNode(.unknown("`\(name)` is not here"), at: SourceSpan(file: "", range: 0..<0)), 0)
    }
    guard let extends = entry.value["extends"] else { return (entry.value, 0) }
    var height = 0
    var result = GitLabNode.empty(at: entry.value.span)
    var missing: [GitLabEntry] = []
    for item in extends.flattened {
      guard let text = item.text, let target = root[text], target.value.isMapping else {
        let reason = "`\(item.text ?? "extends")`, which it extends, is not here"
        missing.append(
          GitLabEntry(name: Located(Self.missing, at: item.span), value: GitLabNode(.unknown(reason), at: item.span))
        )
        continue
      }
      let isCircle = text == name || stack.contains(text)
      let base = isCircle || stack.count >= Self.deepest ? nil : extended(text, stack + [name])
      guard let base, stack.count + base.height < Self.deepest else {
        diagnostics.append(
          Diagnostic(
            "gitlab-extends",
            .error,
            isCircle
              ? "`\(text)` extends itself" : "`extends` goes deeper than \(Self.deepest) levels",
            at: .init(item.span, "GitLab refuses the pipeline")
          )
        )
        let reason = "`\(text)`, which it extends, could not be resolved"
        missing.append(
          GitLabEntry(name: Located(Self.missing, at: item.span), value: GitLabNode(.unknown(reason), at: item.span))
        )
        continue
      }
      height = max(height, base.height + 1)
      result = result.merged(with: base.node)
    }
    result = result.merged(with: entry.value)
    if let first = missing.first, case .mapping(let entries) = result.value {
      result.value = .mapping(entries.filter { $0.name.value != Self.missing } + [first])
    }
    done[name] = (result, height)
    return (result, height)
  }

  /// The key under which an unresolved `extends` leaves its reason; no key of a file can be empty.
  static let missing = ""

  private mutating func referenced(_ node: GitLabNode, _ depth: Int) -> GitLabNode {
    if depth > 0 { budget -= 1 }
    guard budget > 0 else {
      if budget == 0 {
        diagnostics.append(
          Diagnostic("gitlab-reference", .error, "`!reference` makes the pipeline too large", at: .init(node.span))
        )
      }
      return GitLabNode(.unknown("`!reference` makes the pipeline too large"), at: node.span)
    }
    if node.tag == "!reference" { return target(node, depth) }
    switch node.value {
    case .scalar, .unknown: return node
    case .sequence(let nodes):
      var result: [GitLabNode] = []
      for child in nodes { result.append(referenced(child, depth)) }
      return GitLabNode(.sequence(result), at: node.span, tag: node.tag)
    case .mapping(let entries):
      var result: [GitLabEntry] = []
      for entry in entries { result.append(GitLabEntry(name: entry.name, value: referenced(entry.value, depth))) }
      return GitLabNode(.mapping(result), at: node.span, tag: node.tag)
    }
  }

  private mutating func target(_ node: GitLabNode, _ depth: Int) -> GitLabNode {
    let path = node.elements.compactMap(\.text)
    let written = path.joined(separator: ", ")
    guard depth < Self.deepestReference else {
      diagnostics.append(
        Diagnostic(
          "gitlab-reference",
          .error,
          "`!reference [\(written)]` is nested deeper than \(Self.deepestReference) levels",
          at: .init(node.span, "GitLab refuses the pipeline")
        )
      )
      return GitLabNode(.unknown("`!reference [\(written)]` is nested too deep"), at: node.span)
    }
    guard let first = path.first, var found = root[first]?.value else {
      return GitLabNode(.unknown("what `!reference [\(written)]` names is not here"), at: node.span)
    }
    for name in path.dropFirst() {
      guard let next = found[name] else {
        return GitLabNode(.unknown("what `!reference [\(written)]` names is not here"), at: node.span)
      }
      found = next
    }
    return referenced(found, depth + 1)
  }
}
