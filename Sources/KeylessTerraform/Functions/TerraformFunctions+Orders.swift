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
    "setintersection": { call in try set(call) { kept($0, in: $1, true) } },
    "setsubtract": { call in try set(call) { kept($0, in: $1, false) } },
    "setsymmetricdifference": { call in try set(call) { kept($0, in: $1, false) + kept($1, in: $0, false) } },
    "setproduct": { call in
      var rows: [[TerraformValue]] = [[]]
      var isSet = true
      for argument in call.arguments {
        let list = try call.list(argument)
        if case .list(_, .set) = argument.content {} else { isSet = false }
        guard rows.count * max(list.count, 1) <= 10_000 else { throw call.unknown("the product has too many elements") }
        rows = rows.flatMap { row in list.map { row + [$0] } }
        call.scope.work.spend(rows.count * (rows.first?.count ?? 0))
        guard !call.scope.work.isExhausted else { throw call.unknown(call.scope.work.exhausted) }
      }
      return call.value(.list(rows.map { call.value(.list($0, .tuple)) }, isSet ? .set : .list))
    },
  ]

  /// Those elements that are in another list, or those that are not.
  private static func kept(_ list: [TerraformValue], in other: [TerraformValue], _ isIn: Bool) -> [TerraformValue] {
    let known = Set(other.compactMap(TerraformExact.init))
    return list.filter { TerraformExact($0).map(known.contains) == isIn }
  }

  private static func set(
    _ call: TerraformCall,
    _ combine: ([TerraformValue], [TerraformValue]) -> [TerraformValue]
  ) throws -> TerraformValue {
    let lists = try call.arguments.map(call.list)
    // All of them are sets of one type.
    var elements = unified(lists.flatMap { $0 })[...]
    guard elements.allSatisfy(\.isPlain) else { throw unsettled(call, Array(elements)) }
    var result: [TerraformValue]?
    for list in lists {
      let distinct = TerraformSets.distinct(Array(elements.prefix(list.count)))
      elements = elements.dropFirst(list.count)
      result = result.map { combine($0, distinct) } ?? distinct
    }
    return call.value(.list(TerraformSets.distinct(result ?? []), .set))
  }
}
