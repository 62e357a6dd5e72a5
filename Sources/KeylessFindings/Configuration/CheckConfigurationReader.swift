package import KeylessSource

/// Reads the `check:` section of `keyless.yaml` and says of every wrong key and value where it stands.
package struct CheckConfigurationReader {
  private let file: String
  private let rules: [RuleDescription]
  private var configuration = CheckConfiguration()
  private var diagnostics: [Diagnostic] = []

  /// The configuration, of use only when there is no diagnostic.
  package static func read(
    _ section: YAMLNode,
    file: String,
    rules: [RuleDescription]
  ) -> (configuration: CheckConfiguration, diagnostics: [Diagnostic]) {
    var reader = CheckConfigurationReader(file: file, rules: rules)
    reader.section(section)
    return (reader.configuration, reader.diagnostics)
  }

  private init(file: String, rules: [RuleDescription]) {
    self.file = file
    self.rules = rules + CheckRules.all
  }

  private mutating func section(_ node: YAMLNode) {
    // `check:` with nothing behind it asks for nothing.
    if case .scalar(let scalar) = node.value, scalar.resolved == .null { return }
    guard let entries = mapping(node, "`check`") else { return }
    for entry in entries {
      switch entry.name {
      case "fail-on": failOn(entry.value)
      case "severity": severities(entry.value)
      case "ignore": configuration.ignored = paths(entry.value, "`ignore`")
      case "exceptions": exceptions(entry.value)
      default: unknown(entry, ["fail-on", "severity", "ignore", "exceptions"], "in `check`")
      }
    }
  }

  private mutating func failOn(_ node: YAMLNode) {
    guard let text = text(node, "`fail-on`") else { return }
    guard let failOn = CheckConfiguration.FailOn(text) else {
      wrong(text, node, "`fail-on` is a severity", Self.severityNames + ["none"])
      return
    }
    configuration.failOn = failOn
  }

  private mutating func severities(_ node: YAMLNode) {
    for entry in mapping(node, "`severity`") ?? [] {
      guard let rule = rule(entry.name, entry.nameRange), let text = text(entry.value, "`\(entry.name)`") else {
        continue
      }
      guard configuration.severities[rule.number] == nil else {
        report("`\(rule.name)` has a severity twice", entry.nameRange, help: "keep one; number and name are one rule")
        continue
      }
      if text == "off" {
        configuration.severities[rule.number] = .off
      } else if let severity = FindingSeverity(rawValue: text) {
        configuration.severities[rule.number] = .at(severity)
      } else {
        wrong(text, entry.value, "the severity of a rule is a severity or `off`", Self.severityNames + ["off"])
      }
    }
  }

  private mutating func exceptions(_ node: YAMLNode) {
    for element in list(node, "`exceptions`") ?? [] {
      guard let entries = mapping(element, "an exception") else { continue }
      var exception = CheckConfiguration.Exception(rules: [], paths: [], because: "")
      for entry in entries {
        switch entry.name {
        case "rules": exception.rules = ruleNumbers(entry.value)
        case "paths": exception.paths = paths(entry.value, "`paths`")
        case "because": exception.reason = text(entry.value, "`because`") ?? " "
        default: unknown(entry, ["rules", "paths", "because"], "in an exception")
        }
      }
      for name in ["rules", "paths"] where element[name] == nil {
        report("the exception has no `\(name)`", element.range, help: "name them; an exception is never for everything")
      }
      if exception.reason.isEmpty {
        report("the exception has no reason", element.range, help: "say `because: …`; the next reader needs it")
      }
      configuration.exceptions.append(exception)
    }
  }

  private mutating func ruleNumbers(_ node: YAMLNode) -> [String] {
    var numbers: [String] = []
    for element in list(node, "`rules`") ?? [] {
      guard let name = text(element, "a rule"), let rule = rule(name, element.range) else { continue }
      numbers.append(rule.number)
    }
    return numbers
  }

  private mutating func paths(_ node: YAMLNode, _ what: String) -> [PathGlob] {
    var globs: [PathGlob] = []
    for element in list(node, what) ?? [] {
      guard let text = text(element, "a path") else { continue }
      guard let glob = PathGlob(text) else {
        report(
          "`\(text.prefix(80))` can match no path",
          element.range,
          help: "write it relative to the repository, without `..`, as in `examples/**`"
        )
        continue
      }
      globs.append(glob)
    }
    return globs
  }

  private mutating func rule(_ name: String, _ range: Range<Int>) -> RuleDescription? {
    if let rule = rules.first(where: { $0.isCalled(name) }) { return rule }
    report("there is no rule `\(name.prefix(80))`", range, help: Self.suggestion(name, rules.map(\.name)))
    return nil
  }

  // What every value goes through.

  private mutating func mapping(_ node: YAMLNode, _ what: String) -> [YAMLEntry]? {
    if case .mapping(let entries) = node.value { return entries }
    report("\(what) is a mapping, and here is \(node.kind)", node.range)
    return nil
  }

  /// An empty list is a list; where one value is meant it may stand alone.
  private mutating func list(_ node: YAMLNode, _ what: String) -> [YAMLNode]? {
    switch node.value {
    case .sequence(let nodes): return nodes
    case .scalar(let scalar) where scalar.resolved == .string: return [node]
    default:
      report("\(what) is a list, and here is \(node.kind)", node.range)
      return nil
    }
  }

  private mutating func text(_ node: YAMLNode, _ what: String) -> String? {
    if case .scalar(let scalar) = node.value, scalar.resolved == .string, !scalar.text.isEmpty { return scalar.text }
    report("\(what) is a text, and here is \(node.kind)", node.range)
    return nil
  }

  private mutating func unknown(_ entry: YAMLEntry, _ known: [String], _ place: String) {
    report("unknown key `\(entry.name.prefix(80))` \(place)", entry.nameRange, help: Self.suggestion(entry.name, known))
  }

  private mutating func wrong(_ text: String, _ node: YAMLNode, _ rule: String, _ known: [String]) {
    report("\(rule), and here is `\(text.prefix(80))`", node.range, help: Self.suggestion(text, known))
  }

  private mutating func report(_ message: String, _ range: Range<Int>, help: String? = nil) {
    diagnostics.append(
      Diagnostic(
        "check-configuration",
        .error,
        Diagnostic.Message(stringLiteral: message),
        at: .init(SourceSpan(file: file, range: range)),
        help: help
      )
    )
  }

  private static let severityNames = FindingSeverity.allCases.map(\.rawValue)

  private static func suggestion(_ name: String, _ known: [String]) -> String {
    if let near = Spelling.nearest(to: name, among: known) { return "did you mean `\(near)`?" }
    return known.count > 8
      ? "`docs/rules` lists them" : "known are " + known.map { "`\($0)`" }.joined(separator: ", ")
  }
}
