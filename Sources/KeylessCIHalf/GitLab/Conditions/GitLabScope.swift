import KeylessSource

/// The variables that a condition, or a path of an include, can see before any job runs.
struct GitLabScope: Sendable {
  /// Values as they are written, by name; nil for one that is there with a value that is not known.
  private var values: [String: String?] = [:]
  let project: CIProject

  init(variables: GitLabNode?, project: CIProject) {
    self.project = project
    add(variables)
  }

  /// Those of a nearer scope win.
  mutating func add(_ variables: GitLabNode?) {
    for entry in variables?.entries ?? [] {
      let value = entry.value.isMapping ? entry.value["value"] : entry.value
      if case .scalar? = value?.value {
        values[entry.name.value] = .some(value?.text ?? "")
      } else {
        values[entry.name.value] = .some(nil)
      }
    }
  }

  mutating func forget(_ names: [String]) {
    for name in names { values[name] = .some(nil) }
  }

  enum Value: Hashable {
    case text(String)
    case null
    /// The name of the ref.
    case ref
    case defaultBranch
    /// `"true"` or `"false"`.
    case protected
    /// It is there and not empty, and no more is known.
    case present
    case unknown
    case pattern(String, ignoresCase: Bool)
  }

  /// What a variable is in pipelines of this kind.
  func value(_ name: String, _ kind: GitLabKind, depth: Int = 0) -> Value {
    if let known = Self.predefined(name, kind, project) { return known }
    guard let written = values[name], let text = written, !kind.takesVariables else { return .unknown }
    guard text.utf8.contains(UInt8(ascii: "$")) else { return .text(text) }
    guard depth < 4 else { return .unknown }
    let pieces = GitLabVariables.pieces(text)
    guard pieces.count <= 16 else { return .unknown }
    if pieces.count == 1, case .variable(let inner) = pieces[0] {
      let value = value(inner, kind, depth: depth + 1)
      return value == .null ? .unknown : value
    }
    var out = ""
    for piece in pieces {
      switch piece {
      case .literal(let text): out += text
      case .variable(let inner):
        guard case .text(let value) = value(inner, kind, depth: depth + 1), out.utf8.count < 1 << 16 else {
          return .unknown
        }
        out += value
      }
    }
    return .text(out)
  }

  /// A text of an include with its variables put in; nil when one is not known.
  func text(_ text: String) -> String? {
    var out = ""
    for piece in GitLabVariables.pieces(text) {
      switch piece {
      case .literal(let text): out += text
      case .variable(let name):
        if name == "CI_SERVER_FQDN" || name == "CI_SERVER_HOST" {
          out += project.host ?? "$" + name
        } else if case .text(let value) = value(name, GitLabKind(event: "push", refType: .branch)) {
          out += value
        } else {
          return nil
        }
      }
    }
    return out
  }

  private static func predefined(_ name: String, _ kind: GitLabKind, _ project: CIProject) -> Value? {
    let isBranch = kind.refType == .branch && !kind.isMergeRequest
    switch name {
    case "CI_PIPELINE_SOURCE": return .text(kind.event)
    case "CI_COMMIT_REF_NAME": return .ref
    case "CI_COMMIT_BRANCH": return isBranch ? .ref : .null
    case "CI_COMMIT_TAG": return kind.refType == .tag ? .ref : .null
    case "CI_COMMIT_TAG_MESSAGE": return kind.refType == .tag ? .unknown : .null
    case "CI_DEFAULT_BRANCH": return .defaultBranch
    case "CI_COMMIT_REF_PROTECTED": return .protected
    case "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": return kind.isMergeRequest ? .ref : .null
    case "CI_OPEN_MERGE_REQUESTS": return kind.refType == .tag ? .null : kind.isMergeRequest ? .present : .unknown
    case "CI_PIPELINE_TRIGGERED": return kind.event == "trigger" ? .text("true") : .null
    case "CI", "GITLAB_CI": return .text("true")
    case "CI_PROJECT_PATH": return project.path.map(Value.text) ?? .present
    case "CI_PROJECT_NAME": return project.path.map { .text(SourceTree.split($0).name) } ?? .present
    case "CI_PROJECT_NAMESPACE": return project.path.map { .text(SourceTree.split($0).folder) } ?? .present
    case "CI_PROJECT_ROOT_NAMESPACE":
      return project.path.map { .text(String($0.prefix { $0 != "/" })) } ?? .present
    case "CI_SERVER_HOST", "CI_SERVER_FQDN": return project.host.map(Value.text) ?? .present
    case "CI_SERVER_URL": return project.host.map { .text("https://" + $0) } ?? .present
    case "CI_COMMIT_SHA", "CI_COMMIT_SHORT_SHA", "CI_PIPELINE_ID", "CI_PIPELINE_IID", "CI_PROJECT_ID",
      "CI_COMMIT_REF_SLUG":
      return .present
    default: break
    }
    if name.hasPrefix("CI_MERGE_REQUEST_") {
      guard kind.isMergeRequest else { return .null }
      return ["_IID", "_ID", "_SHA", "_PATH", "_URL", "_BRANCH_NAME"].contains { name.hasSuffix($0) }
        ? .present : .unknown
    }
    if name.hasPrefix("CI_EXTERNAL_PULL_REQUEST_") {
      return kind.event == "external_pull_request_event" ? .present : .null
    }
    return nil
  }
}
