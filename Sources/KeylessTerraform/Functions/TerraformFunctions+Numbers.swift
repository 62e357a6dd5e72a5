import KeylessSource

extension TerraformFunctions {
  static let numbers: [String: Function] = [
    "max": { call in try extreme(call) { $0 < $1 } },
    "min": { call in try extreme(call) { $1 < $0 } },
    "abs": { call in
      let number = try call.number(0)
      return call.value(.number(number < TerraformNumber(0) ? number.negated : number))
    },
    "ceil": { call in try rounded(call, up: true) },
    "floor": { call in try rounded(call, up: false) },
    "signum": { call in
      let number = try call.number(0)
      return call.value(number == TerraformNumber(0) ? 0 : number < TerraformNumber(0) ? -1 : 1)
    },
    "sum": { call in
      var sum = TerraformNumber(0)
      let list = try call.list(0)
      guard !list.isEmpty else { throw call.error("an empty list has no sum") }
      for element in list {
        guard let number = element.asNumber else { throw call.refuse(element, wanting: "a number") }
        guard let next = sum.adding(number) else { throw call.unknown("the sum is too large") }
        sum = next
      }
      return call.value(.number(sum))
    },
    "pow": { call in
      let (base, exponent) = (try call.number(0), try call.integer(1))
      guard (0...64).contains(exponent) else { throw call.unknown("this power is not evaluated") }
      var result = TerraformNumber(1)
      for _ in 0..<exponent {
        guard let next = result.multiplied(by: base) else { throw call.unknown("the power is too large") }
        result = next
      }
      return call.value(.number(result))
    },
    "parseint": { call in
      let (text, radix) = (try call.plain(0), try call.integer(1))
      guard (2...36).contains(radix) else { throw call.unknown("this base is not evaluated") }
      if let number = Int(text, radix: radix) { return call.value(number) }
      let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
      guard !digits.isEmpty, digits.unicodeScalars.allSatisfy({ Int(String($0), radix: radix) != nil }) else {
        throw call.error("the text is no whole number of this base")
      }
      throw call.unknown("the number has more digits than are kept")
    },
  ]

  private static func extreme(
    _ call: TerraformCall,
    _ isBetter: (TerraformNumber, TerraformNumber) -> Bool
  ) throws
    -> TerraformValue
  {
    var best = try call.number(0)
    for index in 1..<max(call.count, 1) {
      let next = try call.number(index)
      if isBetter(best, next) { best = next }
    }
    return call.value(.number(best))
  }

  private static func rounded(_ call: TerraformCall, up: Bool) throws -> TerraformValue {
    guard let number = try call.number(0).rounded(up: up) else { throw call.unknown("the number is too small") }
    return call.value(.number(number))
  }
}
