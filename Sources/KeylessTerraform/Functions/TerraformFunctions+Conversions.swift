import KeylessSource

extension TerraformFunctions {
  static let conversions: [String: Function] = [
    "tostring": { call in try converted(call, .string) },
    "tonumber": { call in try converted(call, .number) },
    "tobool": { call in try converted(call, .bool) },
    "tolist": { call in
      let value = try call.argument(0)
      return value.isNull ? value : try value.with(.list(unified(call.list(0)), .list))
    },
    "toset": { call in
      let value = try call.argument(0)
      return value.isNull ? value : try value.with(.list(TerraformSets.distinct(unified(call.list(0))), .set))
    },
    "tomap": { call in
      let value = try call.argument(0)
      guard !value.isNull else { return value }
      guard let object = value.object else { throw call.refuse(value, wanting: "a map") }
      let values = unified(object.members.map(\.value))
      let members = zip(object.members, values).map { TerraformMember($0.name, at: $0.nameSpan, $1) }
      return value.with(.object(TerraformObject(members, isMap: true, rest: object.rest)))
    },
    "sensitive": { call in try call.argument(0) },
    "nonsensitive": { call in try call.argument(0) },
  ]

  private static func converted(_ call: TerraformCall, _ type: TerraformType) throws -> TerraformValue {
    try call.expect(1...1)
    return try type.convert(call.argument(0))
  }

  /// The elements in one type: beside texts, numbers and bools are texts.
  static func unified(_ elements: [TerraformValue]) -> [TerraformValue] {
    let kinds = Set(elements.compactMap(primitive))
    guard kinds.count > 1, elements.allSatisfy({ primitive($0) != nil || $0.isNull || $0.unknown != nil }) else {
      return elements
    }
    return elements.map { element in
      guard element.unknown == nil, let text = element.asText else { return element }
      return element.with(.text(text))
    }
  }

  private static func primitive(_ value: TerraformValue) -> Int? {
    switch value.content {
    case .text: 0
    case .number: 1
    case .bool: 2
    case .null, .list, .object, .unknown: nil
    }
  }
}
