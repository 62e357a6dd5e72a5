import KeylessSource

/// YAML whose plain scalars mean the same to every reader.
enum TerraformYAML {
  /// Nil for YAML of which that is not certain.
  static func value(_ text: TerraformText, at span: SourceSpan) -> TerraformValue? {
    guard text.isPlain, let node = try? YAMLReader.document(text.bytes, file: span.file) else { return nil }
    return value(node, text, span)
  }

  private static func value(_ node: YAMLNode, _ text: TerraformText, _ span: SourceSpan) -> TerraformValue? {
    guard node.tag == nil else { return nil }
    let place = text.span(of: node.range) ?? span
    switch node.value {
    case .scalar(let scalar): return self.scalar(scalar, place)
    case .sequence(let nodes):
      var elements: [TerraformValue] = []
      for node in nodes {
        guard let element = value(node, text, span) else { return nil }
        elements.append(element)
      }
      return TerraformValue(.list(elements, .tuple), at: place)
    case .mapping(let entries):
      var members: [TerraformMember] = []
      for entry in entries {
        guard let value = value(entry.value, text, span), !TerraformText.hasMarks(Array(entry.name.utf8)) else {
          return nil
        }
        members.append(TerraformMember(entry.name, at: text.span(of: entry.nameRange) ?? span, value))
      }
      return TerraformValue(.object(TerraformObject(members)), at: place)
    }
  }

  private static func scalar(_ scalar: YAMLScalar, _ place: SourceSpan) -> TerraformValue? {
    switch scalar.resolved {
    case .null: return TerraformValue(.null, at: place)
    case .bool(let bool): return .bool(bool, at: place)
    case .integer(let integer): return String(integer) == scalar.text ? .number(integer, at: place) : nil
    case .number: return nil
    case .string:
      let isCertain = scalar.style != .plain || !isDoubtful(scalar.text)
      return isCertain && !TerraformText.hasMarks(Array(scalar.text.utf8)) ? .text(scalar.text, at: place) : nil
    }
  }

  /// What some reader takes for a bool, a number or a date.
  private static func isDoubtful(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return true }
    return "+-.0123456789=<".unicodeScalars.contains(first)
      || ["y", "n", "yes", "no", "on", "off"].contains(text.lowercased())
  }
}
