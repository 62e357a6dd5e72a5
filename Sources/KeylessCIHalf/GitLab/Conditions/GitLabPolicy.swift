import KeylessSource

/// The older `only` and `except`.
struct GitLabPolicy {
  let kind: GitLabKind
  let scope: GitLabScope
  let project: CIProject

  /// What `only` asks; branches and tags without it.
  func only(_ node: GitLabNode?) -> GitLabFormula {
    guard let node else { return refs(["branches", "tags"]) }
    return .all(parts(node, standing: refs(["branches", "tags"])))
  }

  /// What `except` rules out.
  func except(_ node: GitLabNode?) -> GitLabFormula {
    guard let node else { return .never }
    return .any(parts(node, standing: nil))
  }

  private func parts(_ node: GitLabNode, standing: GitLabFormula?) -> [GitLabFormula] {
    if case .unknown(let reason) = node.value { return [.atom(.unknown(reason))] }
    guard node.isMapping else { return [refs(node.flattened.compactMap(\.text))] }
    var parts: [GitLabFormula] = []
    if let refs = node["refs"] {
      parts.append(self.refs(refs.flattened.compactMap(\.text)))
    } else if let standing {
      parts.append(standing)
    }
    if let variables = node["variables"] {
      parts.append(
        .any(variables.flattened.compactMap(\.text).map { GitLabExpression.formula($0, kind: kind, scope: scope) })
      )
    }
    if let changes = node["changes"] {
      let compares = kind.event == "push" && kind.refType == .branch || kind.isMergeRequest
      let paths = changes.flattened.compactMap(\.text).prefix(3).joined(separator: "`, `")
      parts.append(compares ? .atom(.unknown("the commits change `\(paths)`")) : .always)
    }
    if node["kubernetes"] != nil { parts.append(.atom(.unknown("the project has a Kubernetes cluster"))) }
    return parts
  }

  private func refs(_ patterns: [String]) -> GitLabFormula { .any(patterns.map(ref)) }

  private func ref(_ written: String) -> GitLabFormula {
    var pattern = written
    if !pattern.hasPrefix("/"), let at = pattern.utf8.lastIndex(of: UInt8(ascii: "@")) {
      let path = String(pattern[pattern.index(after: at)...])
      guard let own = project.path else { return .atom(.unknown("the project is `\(path)`")) }
      guard own.utf8.elementsEqual(path.utf8) else { return .never }
      pattern = String(pattern[..<at])
    } else if pattern.hasPrefix("/"), let slash = pattern.utf8.lastIndex(of: UInt8(ascii: "/")),
      let at = pattern[slash...].utf8.firstIndex(of: UInt8(ascii: "@"))
    {
      let path = String(pattern[pattern.index(after: at)...])
      guard let own = project.path else { return .atom(.unknown("the project is `\(path)`")) }
      guard own.utf8.elementsEqual(path.utf8) else { return .never }
      pattern = String(pattern[..<at])
    }
    if pattern == "tags" { return kind.refType == .tag ? .always : .never }
    if pattern == "branches" { return kind.refType == .branch && !kind.isMergeRequest ? .always : .never }
    if let event = Self.events[pattern] { return event == kind.event ? .always : .never }
    // Names and expressions are not compared in pipelines of merge requests.
    if kind.isMergeRequest { return .never }
    guard pattern.hasPrefix("/") else { return .atom(.ref(.exact(pattern))) }
    let expression = GitLabExpression.formula("$CI_COMMIT_REF_NAME =~ \(pattern)", kind: kind, scope: scope)
    return expression
  }

  private static let events = [
    "api": "api", "chat": "chat", "external": "external", "external_pull_requests": "external_pull_request_event",
    "merge_requests": "merge_request_event", "pipelines": "pipeline", "pushes": "push", "schedules": "schedule",
    "triggers": "trigger", "web": "web", "parent_pipelines": "parent_pipeline",
  ]
}
