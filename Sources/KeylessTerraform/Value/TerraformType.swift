import KeylessHCL
import KeylessSource

/// The type of a variable.
indirect enum TerraformType {
  case any, string, number, bool
  case list(TerraformType)
  case set(TerraformType)
  case map(TerraformType)
  case tuple([TerraformType])
  case object([Field])

  struct Field {
    var name: String
    var type: TerraformType
    var isOptional = false
    /// The second argument of `optional`, evaluated where nothing has a name.
    var initial: HCLExpression?
  }

  /// A type as it is written; what is no type is any.
  init(_ expression: HCLExpression) {
    switch expression.bare.form {
    case .variable("string"): self = .string
    case .variable("number"): self = .number
    case .variable("bool"): self = .bool
    case .variable("list"): self = .list(.any)
    case .variable("map"): self = .map(.any)
    case .call(let call): self = Self.constructed(call)
    case .template(let template):
      // In JSON, and in configurations of old, a type is a string.
      guard let text = template.fixedText else {
        self = .any
        return
      }
      let file = HCLFile.native(Array("x = ".utf8) + text.bytes + [0x0A], file: expression.span.file)
      guard file.isValid, let inner = file.body.attributes().attributes.first?.value, inner.fixedText == nil else {
        self = .any
        return
      }
      self = TerraformType(inner)
    default: self = .any
    }
  }

  private static func constructed(_ call: HCLCall) -> TerraformType {
    guard let first = call.arguments.first else { return .any }
    switch call.name.value {
    case "list": return .list(TerraformType(first))
    case "set": return .set(TerraformType(first))
    case "map": return .map(TerraformType(first))
    case "tuple":
      guard case .tuple(let elements) = first.form else { return .any }
      return .tuple(elements.map { TerraformType($0) })
    case "object":
      guard case .object(let items) = first.form else { return .any }
      return .object(items.compactMap(field))
    default: return .any
    }
  }

  private static func field(_ item: HCLObjectItem) -> Field? {
    guard let name = item.bareKey?.value ?? item.key.fixedText else { return nil }
    guard case .call(let call) = item.value.bare.form, call.name.value == "optional", let type = call.arguments.first
    else { return Field(name: name, type: TerraformType(item.value)) }
    return Field(
      name: name,
      type: TerraformType(type),
      isOptional: true,
      initial: call.arguments.count > 1 ? call.arguments[1] : nil
    )
  }
}
