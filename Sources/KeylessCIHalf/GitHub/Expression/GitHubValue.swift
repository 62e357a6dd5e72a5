package import KeylessSource

/// A value of GitHub's expressions: what JSON has, or a text with parts that are not known here.
package enum GitHubValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([GitHubValue])
  case object([Member])
  /// At least one part is not literal.
  case open([CIText.Part])

  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: GitHubValue
  }

  package init(_ node: YAMLNode) {
    switch node.value {
    case .scalar(let scalar):
      switch scalar.resolved {
      case .null: self = .null
      case .bool(let bool): self = .bool(bool)
      case .integer(let integer): self = .number(Double(integer))
      case .number: self = Double(scalar.text).map(GitHubValue.number) ?? .string(scalar.text)
      case .string: self = .string(scalar.text)
      }
    case .sequence(let nodes): self = .array(nodes.map { GitHubValue($0) })
    case .mapping(let entries): self = .object(entries.map { Member(name: $0.name, value: GitHubValue($0.value)) })
    }
  }

  package init(_ json: JSON) {
    switch json {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .integer(let integer): self = .number(Double(integer))
    case .number(let literal): self = Double(literal).map(GitHubValue.number) ?? .string(literal)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map { GitHubValue($0) })
    case .object(let members): self = .object(members.map { Member(name: $0.name, value: GitHubValue($0.value)) })
    }
  }

  static func unknown(_ reason: String) -> GitHubValue { .open([.unknown(reason)]) }

  /// What an expression in a text becomes.
  var parts: [CIText.Part] {
    switch self {
    case .null: []
    case .bool(let bool): [.literal(bool ? "true" : "false")]
    case .number(let number): [.literal(Self.text(number))]
    case .string(let text): text.isEmpty ? [] : [.literal(text)]
    case .array: [.literal("Array")]
    case .object: [.literal("Object")]
    case .open(let parts): parts
    }
  }

  /// The text of a known scalar.
  var string: String? {
    if case .open = self { return nil }
    return parts.reduce(into: "") { text, part in if case .literal(let piece) = part { text += piece } }
  }

  /// A text made of parts; a plain string when every one is literal.
  static func joined(_ parts: [CIText.Part]) -> GitHubValue {
    let merged = CIText.merged(parts)
    if merged.isEmpty { return .string("") }
    if merged.count == 1, case .literal(let text) = merged[0] { return .string(text) }
    return .open(merged)
  }

  /// GitHub's truth: nothing, `false`, zero and the empty string are false; nil when it is not known.
  var isTrue: Bool? {
    switch self {
    case .null: return false
    case .bool(let bool): return bool
    case .number(let number): return !(number == 0 || number.isNaN)
    case .string(let text): return !text.isEmpty
    case .array, .object: return true
    case .open(let parts):
      let hasText = parts.contains { if case .literal(let text) = $0 { !text.isEmpty } else { false } }
      return hasText ? true : nil
    }
  }

  /// GitHub's loose equality: strings without case, other kinds as numbers; nil when it is not known.
  static func equal(_ left: GitHubValue, _ right: GitHubValue) -> Bool? {
    if case .open = left { return left == right && !left.hasUnknown ? true : nil }
    if case .open = right { return nil }
    switch (left, right) {
    case (.string(let a), .string(let b)): return a.lowercased() == b.lowercased()
    case (.null, .null): return true
    case (.bool(let a), .bool(let b)): return a == b
    case (.array, _), (.object, _), (_, .array), (_, .object): return false
    default: return left.number == right.number
    }
  }

  var hasUnknown: Bool {
    guard case .open(let parts) = self else { return false }
    return parts.contains { if case .unknown = $0 { true } else { false } }
  }

  /// The number that a comparison makes of it; NaN for a text that is none.
  var number: Double {
    switch self {
    case .null: 0
    case .bool(let bool): bool ? 1 : 0
    case .number(let number): number
    case .string(let text): text.isEmpty ? 0 : Double(text) ?? .nan
    case .array, .object, .open: .nan
    }
  }

  private static func text(_ number: Double) -> String {
    if let integer = Int(exactly: number) { return "\(integer)" }
    return "\(number)"
  }

  func member(_ name: String) -> GitHubValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

extension CIText {
  /// Neighbouring literals become one, empty ones vanish.
  static func merged(_ parts: [Part]) -> [Part] {
    var out: [Part] = []
    for part in parts {
      if case .literal(let text) = part {
        if text.isEmpty { continue }
        if case .literal(let before) = out.last {
          out[out.count - 1] = .literal(before + text)
          continue
        }
      }
      out.append(part)
    }
    return out
  }
}
