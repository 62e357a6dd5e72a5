import KeylessSource

extension TerraformFunctions {
  /// One thing out of a collection, or something about it.
  static let picks: [String: Function] = [
    "length": { call in
      let value = try call.argument(0)
      switch value.content {
      case .list(let elements, let kind):
        if kind == .set, TerraformSets.isUnsettled(elements) { throw unsettled(call, elements) }
        return call.value(elements.count)
      case .object: return try call.value(call.object(0).members.count)
      case .text, .unknown: return try call.value(call.plain(0).count)
      case .null, .bool, .number: throw call.refuse(value, wanting: "a string or a collection")
      }
    },
    "contains": { call in
      let (list, wanted) = (try call.list(0), try call.argument(1))
      let answers = list.map { TerraformOperator.equal($0, wanted) }
      if answers.contains(true) { return call.value(true) }
      guard answers.contains(nil) else { return call.value(false) }
      throw unsettled(call, list + [wanted])
    },
    "index": { call in
      let (list, wanted) = (try call.list(0), try call.argument(1))
      for (position, element) in list.enumerated() {
        switch TerraformOperator.equal(element, wanted) {
        case true?: return call.value(position)
        case false?: continue
        case nil: throw unsettled(call, [element, wanted])
        }
      }
      throw call.error("the element is not in the list")
    },
    "element": { call in
      let list = try call.list(0)
      let index = try call.integer(1)
      guard !list.isEmpty else { throw call.error("an empty list has no elements") }
      guard index >= 0 else { throw call.error("the index is negative") }
      return list[index % list.count]
    },
    "lookup": { call in
      try call.expect(2...3)
      let value = try call.argument(0)
      guard let object = value.object else { throw call.refuse(value, wanting: "a map") }
      let name = try key(call, call.argument(1))
      if let unknown = object.doubt(about: name, at: call.span) {
        throw TerraformRefusal(value: TerraformValue(.unknown(unknown), at: call.span))
      }
      if let found = object[name] { return found.value }
      guard call.count == 3 else { throw call.error("the map has no member of this name") }
      return call.arguments[2]
    },
    "one": { call in
      let list = try call.list(0)
      guard list.count < 2 else { throw call.error("`one` wants at most one element") }
      return list.first ?? call.value(.null)
    },
    "coalesce": { call in
      for argument in unified(call.arguments) where !argument.isNull {
        if argument.unknown != nil { throw call.refuse(argument, wanting: "a value") }
        if try isEmpty(call, argument) { continue }
        return argument
      }
      throw call.error("all arguments of `coalesce` are null or empty")
    },
    "coalescelist": { call in
      for argument in call.arguments {
        if let object = argument.object {
          if !object.members.isEmpty { return argument }
          if let rest = object.rest { throw TerraformRefusal(value: TerraformValue(.unknown(rest), at: call.span)) }
          continue
        }
        if try !call.list(argument).isEmpty { return argument }
      }
      throw call.error("all arguments of `coalescelist` are empty")
    },
    "matchkeys": { call in
      let (values, keys, wanted) = (try call.list(0), try call.list(1), try call.list(2))
      guard values.count == keys.count else { throw call.error("values and keys differ in number") }
      var found: [TerraformValue] = []
      for (value, key) in zip(values, keys) {
        call.scope.work.spend(wanted.count)
        guard !call.scope.work.isExhausted else { throw call.unknown(call.scope.work.exhausted) }
        let answers = wanted.map { TerraformOperator.equal(key, $0) }
        if answers.contains(true) {
          found.append(value)
        } else if answers.contains(nil) {
          throw unsettled(call, keys + wanted)
        }
      }
      return call.value(.list(found, .list))
    },
    "alltrue": { call in try truth(call, decisive: false) },
    "anytrue": { call in try truth(call, decisive: true) },
  ]

  /// Equality that depends on what is not known.
  static func unsettled(_ call: TerraformCall, _ values: [TerraformValue]) -> TerraformRefusal {
    let unknown = values.lazy.compactMap(\.firstUnknown).first
    return unknown.map { TerraformRefusal(value: TerraformValue(.unknown($0), at: call.span)) }
      ?? call.unknown("whether two values are equal depends on what is not in the configuration")
  }

  private static func truth(_ call: TerraformCall, decisive: Bool) throws -> TerraformValue {
    var doubt: TerraformValue?
    for element in try call.list(0) {
      if element.isNull {
        if !decisive { return call.value(false) }
        continue
      }
      guard let bool = element.asBool else {
        doubt = doubt ?? element
        continue
      }
      if bool == decisive { return call.value(decisive) }
    }
    if let doubt { throw call.refuse(doubt, wanting: "a bool") }
    return call.value(!decisive)
  }
}
