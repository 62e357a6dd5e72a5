import KeylessSource

extension TerraformFunctions {
  static let orders: [String: Function] = [
    "reverse": { call in
      let value = try call.argument(0)
      let list = try call.list(0)
      if case .list(_, .list) = value.content { return value.with(.list(list.reversed(), .list)) }
      return value.with(.list(list.reversed(), .tuple))
    },
    "sort": { call in
      let list = try call.list(0).map { element in
        let text = try call.plain(element)
        return try (text, TerraformValue(.text(call.text(element)), at: element.span, variables: element.variables))
      }
      return call.value(.list(list.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }.map(\.1), .list))
    },
    "slice": { call in
      let (list, start, end) = (try call.list(0), try call.integer(1), try call.integer(2))
      guard start >= 0, start <= end, end <= list.count else { throw call.error("the slice is outside of the list") }
      if case .list(_, .list) = try call.argument(0).content {
        return call.value(.list(Array(list[start..<end]), .list))
      }
      return call.value(.list(Array(list[start..<end]), .tuple))
    },
  ]

  /// Sets, whose elements have to be known to be told apart.
  static let sets: [String: Function] = [
    "setunion": { call in try set(call) { $0 + $1 } },
    "setintersection": { call in try set(call) { first, second in first.filter { has(second, $0) } } },
    "setsubtract": { call in try set(call) { first, second in first.filter { !has(second, $0) } } },
    "setsymmetricdifference": { call in
      try set(call) { first, second in first.filter { !has(second, $0) } + second.filter { !has(first, $0) } }
    },
    "setproduct": { call in
      var rows: [[TerraformValue]] = [[]]
      var isSet = true
      for argument in call.arguments {
        let list = try call.list(argument)
        if case .list(_, .set) = argument.content {} else { isSet = false }
        guard rows.count * max(list.count, 1) <= 10_000 else { throw call.unknown("the product has too many elements") }
        rows = rows.flatMap { row in list.map { row + [$0] } }
      }
      call.scope.work.spend(rows.count * TerraformWork.turn)
      return call.value(.list(rows.map { call.value(.list($0, .tuple)) }, isSet ? .set : .list))
    },
  ]

  private static func has(_ list: [TerraformValue], _ value: TerraformValue) -> Bool {
    list.contains { TerraformOperator.equal($0, value) == true }
  }

  private static func set(
    _ call: TerraformCall,
    _ combine: ([TerraformValue], [TerraformValue]) -> [TerraformValue]
  ) throws -> TerraformValue {
    var result: [TerraformValue]?
    for argument in call.arguments {
      let list = try call.list(argument)
      let isPlain = list.allSatisfy { $0.text?.isPlain ?? ($0.firstUnknown == nil) }
      guard isPlain else { throw unsettled(call, list) }
      guard list.count * (result?.count ?? 0) <= 1_000_000 else { throw call.unknown("the sets are too large") }
      let distinct = TerraformSets.distinct(list)
      result = result.map { combine($0, distinct) } ?? distinct
    }
    return call.value(.list(TerraformSets.distinct(result ?? []), .set))
  }
}
