/// A value in which nothing is unknown, to be looked up among many: equal exactly when the values are known to be.
enum TerraformExact: Hashable {
  case null
  case bool(Bool)
  case number(TerraformNumber)
  case text([UInt8])
  case list([TerraformExact], TerraformListKind)
  case object([String: TerraformExact], isMap: Bool)

  /// Nil where something is unknown; a symbol is the same as itself.
  init?(_ value: TerraformValue) {
    switch value.content {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .number(let number): self = .number(number)
    case .text(let text):
      guard text.unknowns.isEmpty else { return nil }
      self = .text(text.bytes)
    case .list(let elements, let kind):
      let exact = elements.compactMap(TerraformExact.init)
      guard exact.count == elements.count else { return nil }
      self = .list(exact, kind)
    case .object(let object):
      guard object.rest == nil else { return nil }
      var exact: [String: TerraformExact] = [:]
      for member in object.members {
        guard let value = TerraformExact(member.value) else { return nil }
        exact[member.name] = value
      }
      self = .object(exact, isMap: object.isMap)
    case .unknown: return nil
    }
  }
}
