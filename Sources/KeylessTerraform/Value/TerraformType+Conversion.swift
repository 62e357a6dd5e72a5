import KeylessHCL
import KeylessSource

extension TerraformType {
  /// The value in this type; a mistake, with its place, when it cannot be.
  ///
  /// `constants` evaluates the defaults of optional members, which refer to nothing.
  func convert(_ value: TerraformValue, constants: TerraformScope? = nil) -> TerraformValue {
    switch value.content {
    case .null, .unknown: return value
    default: break
    }
    switch self {
    case .any: return value
    case .string:
      guard let text = value.asText else { return value.problem(wanting: "a string", at: value.span) }
      return value.with(.text(text))
    case .number:
      guard let number = value.asNumber else { return value.problem(wanting: "a number", at: value.span) }
      return value.with(.number(number))
    case .bool:
      guard let bool = value.asBool else { return value.problem(wanting: "a bool", at: value.span) }
      return value.with(.bool(bool))
    case .list(let type): return sequence(value, .list, constants) { _ in type }
    case .set(let type):
      let converted = sequence(value, .set, constants) { _ in type }
      return converted.list.map { converted.with(.list(TerraformSets.distinct(TerraformFunctions.unified($0)), .set)) }
        ?? converted
    case .tuple(let types): return sequence(value, .tuple, constants) { types.indices.contains($0) ? types[$0] : .any }
    case .map(let type): return map(value, type, constants)
    case .object(let fields): return object(value, fields, constants)
    }
  }

  private func sequence(
    _ value: TerraformValue,
    _ kind: TerraformListKind,
    _ constants: TerraformScope?,
    _ type: (Int) -> TerraformType
  ) -> TerraformValue {
    guard let elements = value.list else { return value.problem(wanting: "a list", at: value.span) }
    return value.with(
      .list(elements.enumerated().map { type($0.offset).convert($0.element, constants: constants) }, kind)
    )
  }

  private func map(_ value: TerraformValue, _ type: TerraformType, _ constants: TerraformScope?) -> TerraformValue {
    guard let object = value.object else { return value.problem(wanting: "a map", at: value.span) }
    let members = object.members.map {
      TerraformMember($0.name, at: $0.nameSpan, type.convert($0.value, constants: constants))
    }
    return value.with(.object(TerraformObject(members, isMap: true, rest: object.rest)))
  }

  private func object(_ value: TerraformValue, _ fields: [Field], _ constants: TerraformScope?) -> TerraformValue {
    guard let object = value.object else { return value.problem(wanting: "an object", at: value.span) }
    var members: [TerraformMember] = []
    for field in fields {
      let given = object[field.name]
      if let given, !given.value.isNull || field.initial == nil {
        let converted = field.type.convert(given.value, constants: constants)
        members.append(TerraformMember(field.name, at: given.nameSpan, converted))
      } else if let rest = object.rest, given == nil {
        members.append(TerraformMember(field.name, at: value.span, TerraformValue(.unknown(rest), at: value.span)))
      } else if let initial = field.initial, let constants {
        let value = field.type.convert(constants.value(initial), constants: constants)
        members.append(TerraformMember(field.name, at: initial.span, value))
      } else if field.isOptional {
        members.append(TerraformMember(field.name, at: value.span, TerraformValue(.null, at: value.span)))
      } else {
        return .error("the object has no member `\(field.name)`, which its type wants", at: value.span)
      }
    }
    return value.with(.object(TerraformObject(members)))
  }
}

extension TerraformValue {
  /// Other content with the same place and origin.
  func with(_ content: Content) -> TerraformValue { TerraformValue(content, at: span, variables: variables) }
}
