import KeylessSource

extension TerraformFunctions {
  /// Collections made of collections.
  static let collections: [String: Function] = [
    "concat": { call in
      guard call.count > 0 else { throw call.error("`concat` has no arguments") }
      var all: [TerraformValue] = []
      var isList = true
      for argument in call.arguments {
        all += try call.list(argument).map { $0.built(from: argument.variables) }
        if case .list(_, .list) = argument.content {} else { isList = false }
      }
      return call.value(.list(all, isList ? .list : .tuple))
    },
    "merge": { call in
      var merged = TerraformObject()
      merged.isMap = !call.arguments.isEmpty
      for argument in call.arguments where !argument.isNull {
        if let unknown = argument.unknown {
          // It may hold any of the members so far; what comes behind it counts in any case.
          merged = TerraformObject([], isMap: false, rest: unknown)
          continue
        }
        guard let object = argument.object else { throw call.refuse(argument, wanting: "a map") }
        if let rest = object.rest { merged = TerraformObject([], isMap: false, rest: rest) }
        call.scope.work.spend(object.members.count)
        if !object.isMap { merged.isMap = false }
        for member in object.members {
          merged.set(TerraformMember(member.name, at: member.nameSpan, member.value.built(from: argument.variables)))
        }
      }
      return call.value(.object(merged))
    },
    "flatten": { call in
      var flat: [TerraformValue] = []
      try flatten(call, call.list(0), into: &flat)
      return call.value(.list(flat, .tuple))
    },
    "distinct": { call in
      let list = try unified(call.list(0))
      if let unknown = list.lazy.compactMap(\.firstUnknown).first {
        throw TerraformRefusal(value: TerraformValue(.unknown(unknown), at: call.span))
      }
      if TerraformSets.isUnsettled(list) { throw unsettled(call, list) }
      return call.value(.list(TerraformSets.removingDuplicates(list), .list))
    },
    "compact": { call in
      let list = try call.list(0).filter { !$0.isNull }.map {
        try TerraformValue(.text(call.text($0)), at: $0.span, variables: $0.variables)
      }
      return try call.value(.list(list.filter { try !isEmpty(call, $0) }, .list))
    },
    "zipmap": { call in
      let (keys, values) = (try call.list(0), try call.list(1))
      guard keys.count == values.count else { throw call.error("keys and values differ in number") }
      let members = try zip(keys, values).map { try TerraformMember(key(call, $0), at: $0.span, $1) }
      return call.value(.object(TerraformObject(members)))
    },
    "keys": { call in
      let members = try call.object(0).sorted
      return call.value(.list(members.map { .text($0.name, at: $0.nameSpan) }, .tuple))
    },
    "values": { call in try call.value(.list(call.object(0).sorted.map(\.value), .tuple)) },
    "chunklist": { call in
      let (list, size) = (try call.list(0), try call.integer(1))
      guard size >= 0 else { throw call.error("the size of the pieces is negative") }
      guard !list.isEmpty else { return call.value(.list([], .list)) }
      let step = size == 0 ? list.count : size
      let chunks = stride(from: 0, to: list.count, by: step).map { start in
        call.value(.list(Array(list[start..<min(start + step, list.count)]), .list))
      }
      return call.value(.list(chunks, .list))
    },
    "transpose": { call in
      var turned = TerraformGroups()
      for member in try call.object(0).sorted {
        for element in try call.list(member.value) {
          turned.add(TerraformMember(try key(call, element), at: element.span, .text(member.name, at: member.nameSpan)))
        }
      }
      return call.value(.object(turned.object(.list, isMap: true)))
    },
    "range": { call in try range(call) },
  ]

  static func key(_ call: TerraformCall, _ value: TerraformValue) throws -> String {
    guard let key = value.asText?.exactOrSymbols else { throw call.refuse(value, wanting: "a string") }
    return key
  }

  /// Whether a text is empty, which a piece that is not known may decide.
  static func isEmpty(_ call: TerraformCall, _ value: TerraformValue) throws -> Bool {
    guard let text = value.text else { return false }
    if text.bytes.isEmpty { return true }
    if text.isAllUnknown(from: 0) { throw call.refuse(value, wanting: "a string") }
    return false
  }

  private static func flatten(_ call: TerraformCall, _ list: [TerraformValue], into flat: inout [TerraformValue]) throws
  {
    if let reason = call.scope.work.enter() { throw call.unknown(reason) }
    defer { call.scope.work.leave() }
    for element in list {
      if let unknown = element.unknown {
        throw TerraformRefusal(value: TerraformValue(.unknown(unknown), at: call.span))
      }
      if let inner = element.list {
        try flatten(call, inner.map { $0.built(from: element.variables) }, into: &flat)
      } else {
        flat.append(element)
      }
    }
  }

  private static func range(_ call: TerraformCall) throws -> TerraformValue {
    try call.expect(1...3)
    let zero = TerraformNumber(0)
    let start = call.count == 1 ? zero : try call.number(0)
    let limit = try call.number(call.count == 1 ? 0 : 1)
    let step = call.count == 3 ? try call.number(2) : TerraformNumber(limit < start ? -1 : 1)
    guard step != zero, start == limit || (step < zero) == (limit < start) else {
      throw call.error("the step leads away from the limit")
    }
    var numbers: [TerraformValue] = []
    var next = start
    while step < zero ? next > limit : next < limit {
      // Terraform refuses longer ranges.
      guard numbers.count < 1024 else { throw call.error("a range has at most 1024 numbers") }
      numbers.append(call.value(.number(next)))
      guard let following = next.adding(step) else { throw call.unknown("the range has too large numbers") }
      next = following
    }
    return call.value(.list(numbers, .list))
  }
}
