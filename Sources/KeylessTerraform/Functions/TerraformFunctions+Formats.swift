import KeylessSource

extension TerraformFunctions {
  static let formats: [String: Function] = [
    "format": { call in
      let format = try call.plain(0)
      return try TerraformFormat(format, call).value(Array(call.arguments.dropFirst()))
    },
    "formatlist": { call in
      let format = TerraformFormat(try call.plain(0), call)
      let rest = Array(call.arguments.dropFirst())
      var count: Int?
      for value in rest {
        if let unknown = value.unknown {
          throw TerraformRefusal(value: TerraformValue(.unknown(unknown), at: call.span))
        }
        guard let list = value.list else { continue }
        if let count, count != list.count { throw call.error("the lists of `formatlist` differ in length") }
        count = list.count
      }
      let rows = try (0..<(count ?? 1)).map { row in
        let arguments = rest.map { value in value.list.map { $0[row].built(from: value.variables) } ?? value }
        call.scope.work.spend(TerraformWork.turn + arguments.reduce(0) { $0 + $1.weight })
        guard !call.scope.work.isExhausted else { throw call.unknown(call.scope.work.exhausted) }
        return try format.value(arguments).built(from: arguments.flatMap(\.allVariables))
      }
      return call.value(.list(rows, .list))
    },
  ]
}
