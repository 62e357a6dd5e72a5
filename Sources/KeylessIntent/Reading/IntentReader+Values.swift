import KeylessSource

extension IntentReader {
  /// The values of a mapping by key; keys are ASCII, because only known ones are let in.
  typealias Keys = [String: YAMLNode]

  mutating func entries(_ node: YAMLNode, _ known: [String], of what: String) -> Keys? {
    guard case .mapping(let entries) = node.value else {
      error("intent-shape", "\(what) is \(node.kind), a mapping is wanted", node.range)
      return nil
    }
    var keys: Keys = [:]
    for entry in entries {
      guard let key = known.first(where: { $0.utf8.elementsEqual(entry.name.utf8) }) else {
        let suggestion = IntentKeys.suggestion(for: entry.name, among: known)
        error(
          "intent-unknown-key",
          "\(what) has no key `\(clip(entry.name))`",
          entry.nameRange,
          help: suggestion.map { "did you mean `\($0)`?" } ?? "the keys are \(known.joined(separator: ", "))"
        )
        continue
      }
      keys[key] = entry.value
    }
    return keys
  }

  /// The exact text of a scalar; numbers keep the digits they were written with.
  mutating func text(_ node: YAMLNode, _ key: String) -> Located<String>? {
    guard case .scalar(let scalar) = node.value, node.tag == nil else {
      error("intent-shape", "`\(key)` is \(node.kind), a string is wanted", node.range)
      return nil
    }
    switch scalar.resolved {
    case .string, .integer, .number: return Located(scalar.text, at: span(node.range))
    case .null, .bool:
      error(
        "intent-shape",
        "`\(key)` is \(scalar.kind), a string is wanted",
        node.range,
        help: "write the value in quotes"
      )
      return nil
    }
  }

  /// A list of strings; a single one may stand without brackets.
  mutating func texts(_ node: YAMLNode, _ key: String) -> [Located<String>] {
    guard case .sequence(let nodes) = node.value else { return text(node, key).map { [$0] } ?? [] }
    if nodes.isEmpty {
      error("intent-shape", "`\(key)` is an empty list", node.range, help: "name at least one value or remove the key")
    }
    var result: [Located<String>] = []
    for node in nodes {
      if let text = text(node, key) { result.append(text) }
    }
    return result
  }

  mutating func flag(_ node: YAMLNode, _ key: String) -> Bool? {
    guard case .scalar(let scalar) = node.value, case .bool(let value) = scalar.resolved else {
      error("intent-shape", "`\(key)` is \(node.kind), `true` or `false` is wanted", node.range)
      return nil
    }
    return value
  }

  func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(file: file, range: range) }

  /// The user's text, short enough for a sentence.
  func clip(_ text: String) -> String {
    text.unicodeScalars.count <= 64 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(64))) + "…"
  }

  mutating func error(
    _ id: DiagnosticID,
    _ message: Diagnostic.Message,
    _ range: Range<Int>,
    _ label: String = "",
    related: [Diagnostic.Label] = [],
    help: String? = nil
  ) {
    diagnostics.append(Diagnostic(id, .error, message, at: .init(span(range), label), related: related, help: help))
  }

  mutating func warning(_ id: DiagnosticID, _ message: Diagnostic.Message, _ range: Range<Int>, help: String? = nil) {
    diagnostics.append(Diagnostic(id, .warning, message, at: .init(span(range)), help: help))
  }
}
