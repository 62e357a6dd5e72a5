import KeylessPlatforms
import KeylessSource

/// Reads the YAML of workflows and actions into their model; what does not fit becomes a diagnostic and is left out.
struct GitHubYAML {
  let file: String
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String) { self.file = file }

  /// Most jobs, steps or entries of one list that are read; GitHub itself allows fewer.
  static let most = 2_000

  mutating func complain(_ message: Diagnostic.Message, at range: Range<Int>, _ label: String = "", help: String? = nil)
  {
    guard diagnostics.count < 100 else { return }
    diagnostics.append(
      Diagnostic("github-workflow", .warning, message, at: .init(span(range), label), help: help)
    )
  }

  func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(file: file, range: range) }

  /// The text of any scalar, numbers and booleans as they are written; an absent value is the empty text.
  func text(_ node: YAMLNode?) -> Located<String>? {
    guard let node, case .scalar(let scalar) = node.value else { return nil }
    return Located(scalar.resolved == .null ? "" : scalar.text, at: span(node.range))
  }

  /// A scalar with something in it.
  func filled(_ node: YAMLNode?) -> Located<String>? { text(node).flatMap { $0.value.isEmpty ? nil : $0 } }

  /// A list of scalars, or a lone one.
  func list(_ node: YAMLNode?) -> [Located<String>] {
    guard let node else { return [] }
    if case .sequence(let nodes) = node.value { return nodes.prefix(Self.most).compactMap { text($0) } }
    return filled(node).map { [$0] } ?? []
  }

  mutating func settings(_ node: YAMLNode?, _ what: String) -> [GitHubSetting] {
    guard let node else { return [] }
    guard case .mapping(let entries) = node.value else {
      if filled(node) != nil {
        complain("`\(what)` is \(node.kind) where names with values are expected", at: node.range)
      }
      return []
    }
    return entries.prefix(Self.most).compactMap { entry in
      guard let value = text(entry.value) else {
        complain("`\(entry.name)` in `\(what)` is \(entry.value.kind) where a text is expected", at: entry.value.range)
        return nil
      }
      return GitHubSetting(name: Located(entry.name, at: span(entry.nameRange)), value: value)
    }
  }

  func defaults(_ node: YAMLNode?) -> GitHubRunDefaults {
    GitHubRunDefaults(
      workingDirectory: filled(node?["run"]?["working-directory"]),
      shell: filled(node?["run"]?["shell"])
    )
  }

  mutating func permissions(_ entries: [YAMLEntry]) -> GitHubPermissions? {
    guard let entry = entries.first(where: { $0.name == "permissions" }) else { return nil }
    let (key, whole) = (span(entry.nameRange), span(entry.value.range))
    switch entry.value.value {
    case .mapping(let scopes):
      let read = scopes.compactMap { scope in
        text(scope.value).map {
          GitHubPermissions.Scope(name: Located(scope.name, at: span(scope.nameRange)), access: $0)
        }
      }
      for scope in read where !["read", "write", "none"].contains(scope.access.value) {
        complain(
          "`\(scope.name.value)` is given `\(scope.access.value)`, which is no access",
          at: scope.access.span.range,
          "`read`, `write` or `none`"
        )
      }
      return GitHubPermissions(form: .scopes(read), key: key, span: whole)
    case .scalar(let scalar) where scalar.text == "read-all":
      return GitHubPermissions(form: .readAll, key: key, span: whole)
    case .scalar(let scalar) where scalar.text == "write-all":
      return GitHubPermissions(form: .writeAll, key: key, span: whole)
    case .scalar(let scalar) where scalar.resolved == .null:
      return GitHubPermissions(form: .scopes([]), key: key, span: whole)
    default:
      complain("`permissions` is neither `read-all`, `write-all` nor a mapping", at: entry.value.range)
      return GitHubPermissions(form: .scopes([]), key: key, span: whole)
    }
  }

  func inputs(_ node: YAMLNode?) -> [GitHubInput] {
    guard case .mapping(let entries) = node?.value else { return [] }
    return entries.prefix(Self.most).map { entry in
      GitHubInput(
        name: Located(entry.name, at: span(entry.nameRange)),
        type: text(entry.value["type"])?.value ?? "string",
        initial: entry.value["default"].map { GitHubValue($0) },
        initialText: text(entry.value["default"]),
        isRequired: text(entry.value["required"])?.value == "true"
      )
    }
  }

  mutating func steps(_ node: YAMLNode?) -> [GitHubStep] {
    guard let node else { return [] }
    guard case .sequence(let nodes) = node.value else {
      complain("`steps` is \(node.kind) where a list is expected", at: node.range)
      return []
    }
    if nodes.count > Self.most {
      complain("there are more than \(Self.most) steps; the rest is not read", at: node.range)
    }
    return nodes.prefix(Self.most).map { step in
      GitHubStep(
        id: filled(step["id"]),
        name: filled(step["name"]),
        condition: filled(step["if"]),
        continuesOnError: step["continue-on-error"].map { !isFalse($0) } ?? false,
        uses: filled(step["uses"]).map { GitHubUse($0) },
        with: settings(step["with"], "with"),
        environment: settings(step["env"], "env"),
        run: script(step["run"]),
        shell: filled(step["shell"]),
        workingDirectory: filled(step["working-directory"]),
        span: span(step.range)
      )
    }
  }

  /// Whether a value is `false` as it stands; what an expression comes to is known only when the job runs.
  private func isFalse(_ node: YAMLNode) -> Bool {
    guard case .scalar(let scalar) = node.value else { return false }
    return scalar.resolved == .bool(false)
  }

  private func script(_ node: YAMLNode?) -> GitHubScript? {
    guard let text = filled(node), case .scalar(let scalar) = node?.value else { return nil }
    return GitHubScript(text: text, style: scalar.style)
  }
}
