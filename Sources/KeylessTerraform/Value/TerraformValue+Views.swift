import KeylessSource

extension TerraformValue {
  package var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// Why the value as a whole is not known; parts of it may be unknown all the same.
  package var unknown: TerraformUnknown? {
    if case .unknown(let unknown) = content { unknown } else { nil }
  }

  /// The text, with its symbols and unknown pieces.
  package var text: TerraformText? {
    if case .text(let text) = content { text } else { nil }
  }

  /// A text in which nothing is unknown; symbols are in it.
  package var string: String? {
    guard let text, text.unknowns.isEmpty else { return nil }
    return text.string
  }

  package var bool: Bool? {
    if case .bool(let bool) = content { bool } else { nil }
  }

  package var number: TerraformNumber? {
    if case .number(let number) = content { number } else { nil }
  }

  package var list: [TerraformValue]? {
    if case .list(let elements, _) = content { elements } else { nil }
  }

  package var object: TerraformObject? {
    if case .object(let object) = content { object } else { nil }
  }

  /// A member of an object whose name is the same bytes.
  package subscript(name: String) -> TerraformValue? { object?[name]?.value }

  /// What kind of value it is, in Terraform's words, for messages.
  package var kind: String {
    switch content {
    case .null: "null"
    case .bool: "a bool"
    case .number: "a number"
    case .text: "a string"
    case .list(_, .tuple): "a tuple"
    case .list(_, .list): "a list"
    case .list(_, .set): "a set"
    case .object(let object): object.isMap ? "a map" : "an object"
    case .unknown: "an unknown value"
    }
  }

  /// The first thing in it that is unknown, however deep.
  package var firstUnknown: TerraformUnknown? { first { _ in true } }

  /// The first mistake in it, which `try` and `can` look for.
  var firstError: TerraformUnknown? { first(where: \.isError) }

  /// Whether all of it is known and no symbol is in it, so that anything may be asked of it.
  var isPlain: Bool {
    switch content {
    case .null, .bool, .number: true
    case .text(let text): text.isPlain
    case .list(let elements, _): elements.allSatisfy(\.isPlain)
    case .object(let object):
      object.rest == nil && !object.hasSymbolicNames && object.members.allSatisfy(\.value.isPlain)
    case .unknown: false
    }
  }

  private func first(where matches: (TerraformUnknown) -> Bool) -> TerraformUnknown? {
    switch content {
    case .null, .bool, .number: return nil
    case .text(let text): return text.unknowns.first(where: matches)
    case .unknown(let unknown): return matches(unknown) ? unknown : nil
    case .list(let elements, _):
      for element in elements { if let found = element.first(where: matches) { return found } }
      return nil
    case .object(let object):
      for member in object.members { if let found = member.value.first(where: matches) { return found } }
      return nil
    }
  }

  /// All variables in it, those of its elements too.
  package var allVariables: [TerraformVariableUse] {
    var all = variables
    collect(&all)
    return all
  }

  private func collect(_ all: inout [TerraformVariableUse]) {
    switch content {
    case .list(let elements, _):
      for element in elements {
        Self.add(element.variables, to: &all)
        element.collect(&all)
      }
    case .object(let object):
      for member in object.members {
        Self.add(member.value.variables, to: &all)
        member.value.collect(&all)
      }
    case .null, .bool, .number, .text, .unknown: break
    }
  }

  /// The value, built from these variables too.
  func built(from more: [TerraformVariableUse]) -> TerraformValue {
    guard !more.isEmpty else { return self }
    var value = self
    Self.add(more, to: &value.variables)
    return value
  }

  static func add(_ more: [TerraformVariableUse], to all: inout [TerraformVariableUse]) {
    for use in more where all.count < 64 && !all.contains(use) { all.append(use) }
  }
}
