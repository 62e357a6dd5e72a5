import KeylessSource

/// The variables of one job, and what a text is worth with them.
struct GitLabEnvironment: Sendable {
  struct Variable: Sendable {
    var name: Located<String>
    /// As it is written; nil when it is not known.
    var text: String?
    var reason = ""
    var span: SourceSpan
    /// With `expand: false` its dollars stay.
    var isRaw = false
  }

  private(set) var variables: [String: Variable] = [:]
  /// The names that hold id tokens; nothing else of that name counts.
  var tokens: Set<String> = []
  let project: CIProject

  init(project: CIProject) { self.project = project }

  mutating func add(_ node: GitLabNode?) {
    for entry in node?.entries ?? [] { add(entry) }
  }

  mutating func add(_ entry: GitLabEntry) {
    let value = entry.value.isMapping ? entry.value["value"] : entry.value
    var variable = Variable(name: entry.name, text: nil, span: value?.span ?? entry.value.span)
    variable.isRaw = entry.value["expand"]?.bool == false
    switch value?.value {
    case .scalar?: variable.text = value?.text ?? ""
    case .unknown(let reason)?: variable.reason = reason
    case nil: variable.text = ""
    default: variable.reason = "`\(entry.name.value)` is not a text"
    }
    variables[entry.name.value] = variable
  }

  mutating func forget(_ entry: GitLabEntry, because reason: String) {
    variables[entry.name.value] = Variable(name: entry.name, text: nil, reason: reason, span: entry.value.span)
  }

  /// What a text of the file is worth.
  func text(_ node: GitLabNode) -> CIText? {
    switch node.value {
    case .unknown(let reason): return CIText([.unknown(reason)], source: "", at: node.span)
    case .scalar(let scalar):
      guard scalar.resolved != .null else { return nil }
      return text(scalar.text, at: node.span)
    default: return nil
    }
  }

  func text(_ text: String, at span: SourceSpan) -> CIText {
    CIText(Self.joined(resolved(text)), source: text, at: span)
  }

  func value(of name: String) -> CIText? {
    guard let variable = variables[name] else { return nil }
    return CIText(Self.joined(resolved(name: name)), source: variable.text ?? "", at: variable.span)
  }

  /// Whether a file sets a variable of this name.
  func names(_ name: String) -> Bool { tokens.contains(name) || variables[name] != nil }

  /// The variables that files set, by name.
  var given: [CIVariable] {
    variables.values.sorted { $0.name.value.utf8.lexicographicallyPrecedes($1.name.value.utf8) }
      .compactMap { variable in value(of: variable.name.value).map { CIVariable(name: variable.name, value: $0) } }
  }

  /// Everything as a shell sees it.
  var shell: [String: ShellVariable] {
    var out: [String: ShellVariable] = [:]
    for (name, variable) in variables {
      let value = ShellValue(CIText(Self.joined(resolved(name: name)), source: "", at: variable.span))
      out[name] = ShellVariable(
        value,
        isExported: true,
        name: variable.name,
        source: variable.text ?? "",
        at: variable.span
      )
    }
    for name in tokens { out[name] = ShellVariable(ShellValue([.predefined(name)]), isExported: true) }
    return out
  }

  /// What a variable is that no file sets.
  static func outside(_ name: String, _ project: CIProject) -> CIText.Part {
    if let fact = fact(name, project) { return .literal(fact) }
    if name.hasPrefix("CI_") || name.hasPrefix("GITLAB_") || ["CI", "HOME", "PWD", "USER"].contains(name) {
      return .predefined(name)
    }
    return .unknown("`$\(name)` is set nowhere in these files")
  }

  private static func fact(_ name: String, _ project: CIProject) -> String? {
    switch name {
    case "CI_PROJECT_PATH": project.path
    case "CI_PROJECT_NAME": project.path.map { SourceTree.split($0).name }
    case "CI_PROJECT_NAMESPACE": project.path.map { SourceTree.split($0).folder }
    case "CI_PROJECT_ROOT_NAMESPACE": project.path.map { String($0.prefix { $0 != "/" }) }
    case "CI_SERVER_HOST", "CI_SERVER_FQDN": project.host
    case "CI_SERVER_URL": project.host.map { "https://" + $0 }
    default: nil
    }
  }

  /// Most variables that are put in for one text; each may hold many others.
  private static let mostSteps = 200

  private func resolved(_ text: String) -> [CIText.Part] {
    var budget = Self.mostSteps
    return parts(text, [], &budget)
  }

  private func resolved(name: String) -> [CIText.Part] {
    var budget = Self.mostSteps
    return parts(of: name, [], &budget)
  }

  private func parts(of name: String, _ stack: [String], _ budget: inout Int) -> [CIText.Part] {
    budget -= 1
    if tokens.contains(name) { return [.predefined(name)] }
    guard let variable = variables[name] else { return [Self.outside(name, project)] }
    guard let text = variable.text else { return [.unknown(variable.reason)] }
    if variable.isRaw { return [.literal(text)] }
    guard !stack.contains(name), stack.count < 6 else { return [.unknown("`$\(name)` holds itself")] }
    return parts(text, stack + [name], &budget)
  }

  private func parts(_ text: String, _ stack: [String], _ budget: inout Int) -> [CIText.Part] {
    var out: [CIText.Part] = []
    var size = 0
    for piece in GitLabVariables.pieces(text) {
      switch piece {
      case .literal(let text): out += Self.inputs(text)
      case .variable(let name): out += parts(of: name, stack, &budget)
      }
      if case .literal(let text)? = out.last { size += text.utf8.count }
      guard out.count <= 64, size <= 1 << 14, budget > 0 else { return [.unknown("`\(text.prefix(40))` is too long")] }
    }
    return out
  }

  /// Text with the inputs that got no value.
  private static func inputs(_ text: String) -> [CIText.Part] {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return [.literal(text)] }
    var out: [CIText.Part] = []
    let bytes = Array(text.utf8)
    var start = 0
    for block in GitLabInputs.blocks(in: text) {
      if block.range.lowerBound > start {
        out.append(.literal(String(decoding: bytes[start..<block.range.lowerBound], as: UTF8.self)))
      }
      let name = block.text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
      out.append(.unknown("`$[[ \(name) ]]` has no value here"))
      start = block.range.upperBound
    }
    if start < bytes.count { out.append(.literal(String(decoding: bytes[start...], as: UTF8.self))) }
    return out
  }

  private static func joined(_ parts: [CIText.Part]) -> [CIText.Part] {
    var out: [CIText.Part] = []
    for part in parts where part != .literal("") {
      if case .literal(let text) = part, case .literal(let last)? = out.last {
        out[out.count - 1] = .literal(last + text)
      } else {
        out.append(part)
      }
    }
    return out
  }
}
