/// The parameters below one prefix: the whole request, or one member of a list of structures.
package struct QueryScope: Sendable {
  let parameters: ArraySlice<QueryParameter>
  let prefix: String

  /// The value of a field; nil when it was not sent, empty when it was sent empty.
  package func string(_ name: String) -> String? { value(prefix.isEmpty ? name : prefix + name) }

  package func integer(_ name: String) throws(QueryError) -> Int? {
    guard let text = string(name) else { return nil }
    let negative = text.utf8.first == UInt8(ascii: "-")
    guard let magnitude = ASCII.integer(negative ? text.utf8.dropFirst() : text.utf8[...]) else {
      throw .notAnInteger(prefix + name)
    }
    return negative ? -magnitude : magnitude
  }

  package func boolean(_ name: String) throws(QueryError) -> Bool? {
    guard let text = string(name) else { return nil }
    if ASCII.equal(text, "true") { return true }
    if ASCII.equal(text, "false") { return false }
    throw .notABoolean(prefix + name)
  }

  /// The structures of a list, `name.member.1`, `name.member.2` and so on, in order; nil when the list was not sent.
  ///
  /// `name=` alone is an empty list.
  package func structures(_ name: String) throws(QueryError) -> [QueryScope]? {
    let whole = prefix.isEmpty ? name : prefix + name
    guard parameters.count > 16 || parameters.contains(where: { ASCII.begins($0.name, with: whole) }) else {
      return nil
    }
    let base = whole + ".member."
    let members = range(base)
    let own = string(name)
    guard !members.isEmpty else {
      guard let own else { return nil }
      guard own.isEmpty else { throw .malformedList(prefix + name) }
      return []
    }
    guard own == nil else { throw .malformedList(prefix + name) }
    var runs: [Int: ArraySlice<QueryParameter>] = [:]
    var index = members.startIndex
    while index < members.endIndex {
      let start = index
      guard let number = number(members[start], after: base) else { throw .malformedList(prefix + name) }
      while index < members.endIndex, self.number(members[index], after: base) == number { index += 1 }
      guard runs.updateValue(members[start..<index], forKey: number) == nil else { throw .malformedList(prefix + name) }
    }
    var out: [QueryScope] = []
    for number in 1...runs.count {
      guard let run = runs[number] else { throw .malformedList(prefix + name) }
      out.append(QueryScope(parameters: run, prefix: base + String(number) + "."))
    }
    return out
  }

  /// The strings `name.member.1`, `name.member.2`… in order.
  package func strings(_ name: String) throws(QueryError) -> [String]? {
    guard let scopes = try structures(name) else { return nil }
    var out: [String] = []
    for scope in scopes {
      guard let only = scope.parameters.first, scope.parameters.count == 1,
        only.name.utf8.count + 1 == scope.prefix.utf8.count
      else { throw .malformedList(prefix + name) }
      out.append(only.value)
    }
    return out
  }

  /// The index that follows `base`, written without leading zeros and followed by nothing or a dot.
  private func number(_ parameter: QueryParameter, after base: String) -> Int? {
    let rest = parameter.name.utf8.dropFirst(base.utf8.count)
    let digits = rest.prefix(while: ASCII.isDigit)
    guard digits.count <= 6, digits.first != UInt8(ascii: "0"), let number = ASCII.integer(digits) else { return nil }
    let after = rest.dropFirst(digits.count)
    guard after.isEmpty || (after.first == UInt8(ascii: ".") && after.count > 1) else { return nil }
    return number
  }

  private func value(_ name: String) -> String? {
    // So few that looking at each is the shortest way.
    if parameters.count <= 16 {
      for parameter in parameters where ASCII.equal(parameter.name, name) { return parameter.value }
      return nil
    }
    let index = firstIndex(notBefore: name)
    guard index < parameters.endIndex, ASCII.equal(parameters[index].name, name) else { return nil }
    return parameters[index].value
  }

  private func range(_ base: String) -> ArraySlice<QueryParameter> {
    let start = firstIndex(notBefore: base)
    var end = start
    while end < parameters.endIndex, parameters[end].name.utf8.starts(with: base.utf8) { end += 1 }
    return parameters[start..<end]
  }

  private func firstIndex(notBefore name: String) -> Int {
    var low = parameters.startIndex
    var high = parameters.endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if parameters[middle].name.utf8.lexicographicallyPrecedes(name.utf8) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
