import KeylessPolicy
import KeylessSource

/// Resolves what is unknown in a statement's conditions, so that it matches as much or as little as it can.
struct ConditionBound {
  /// Whether the conditions are to hold for as much as possible.
  let favours: Bool

  /// Outer nil: they hold for nothing.
  ///
  /// Inner nil: no condition is left, so that they hold for everything.
  mutating func conditions(_ node: JSONNode) -> JSONNode?? {
    guard case .object(let tests) = node.value else { return favours ? .some(nil) : nil }
    var out: [JSONMember] = []
    for test in tests {
      guard PolicyBound.isOpen(test.value) || PolicyBound.isOpen(test.name) else {
        guard add(test.name, test.nameRange, test.value, to: &out) else { return nil }
        continue
      }
      guard let operation = ConditionTest(test.name), case .object(let keys) = test.value.value else {
        if favours { continue }
        return nil
      }
      for key in keys {
        switch clause(operation, key) {
        case .nothing: return nil
        case .everything: continue
        case .clause(let name, let values):
          let member = JSONMember(name: key.name, nameRange: key.nameRange, value: values)
          let one = JSONNode(.object([member]), range: test.value.range)
          guard add(name, test.nameRange, one, to: &out) else { return nil }
        }
      }
    }
    return .some(out.isEmpty ? nil : JSONNode(.object(out), range: node.range))
  }

  private enum Clause {
    case nothing, everything
    case clause(test: String, JSONNode)
  }

  private func clause(_ test: ConditionTest, _ key: JSONMember) -> Clause {
    guard PolicyBound.isOpen(key.value) || PolicyBound.isOpen(key.name) else {
      return .clause(test: test.description, key.value)
    }
    // Without the key nothing is known of the clause, and without a text neither.
    let isText =
      test.comparison == .stringEquals || test.comparison == .stringLike
      || test.comparison == .stringNotEquals || test.comparison == .stringNotLike
    guard !PolicyBound.isOpen(key.name), isText else { return favours ? .everything : .nothing }
    let values: [JSONNode]
    if case .array(let nodes) = key.value.value { values = nodes } else { values = [key.value] }
    /// A positive test holds for more with more values, a negated one for fewer.
    let keeps = favours != test.comparison.isNegated
    let known = values.filter { !PolicyBound.isOpen($0) }
    guard keeps else {
      if known.isEmpty { return test.comparison.isNegated ? .everything : .nothing }
      return .clause(test: test.description, JSONNode(.array(known), range: key.value.range))
    }
    let isPattern = test.comparison == .stringLike || test.comparison == .stringNotLike
    var patterns: [JSONNode] = []
    for node in values {
      guard case .string(let text) = node.value else { return favours ? .everything : .nothing }
      // Under the operator without wildcards they are themselves, which a pattern says only in the newer language.
      let hasWildcards = text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
      if !isPattern && hasWildcards || Self.opensVariable(text) { return favours ? .everything : .nothing }
      let pattern = PlacedJSON.filled(text, with: "*")
      patterns.append(JSONNode(.string(pattern), range: node.range))
    }
    let like: ConditionOperator = test.comparison.isNegated ? .stringNotLike : .stringLike
    return .clause(
      test: ConditionTest(like, test.qualifier).description,
      JSONNode(.array(patterns), range: key.value.range)
    )
  }

  /// Whether what is unknown may name or end a policy variable, so that no pattern says what the text becomes.
  private static func opensVariable(_ text: String) -> Bool {
    var (isDollar, isInside) = (false, false)
    for scalar in text.unicodeScalars {
      if scalar == PlacedJSON.mark, isDollar || isInside { return true }
      if scalar == "{", isDollar { isInside = true }
      if scalar == "}" { isInside = false }
      isDollar = scalar == "$"
    }
    return false
  }

  /// Two operators of one name become one.
  ///
  /// Where both ask about one key, both must hold, which one clause cannot say: the new one is left out where that admits more,
  /// and false comes back where it would not.
  private func add(_ name: String, _ range: Range<Int>, _ value: JSONNode, to out: inout [JSONMember]) -> Bool {
    guard let place = out.firstIndex(where: { $0.name == name }), case .object(let old) = out[place].value.value,
      case .object(let new) = value.value
    else {
      out.append(JSONMember(name: name, nameRange: range, value: value))
      return true
    }
    let more = new.filter { member in !old.contains { $0.name == member.name } }
    out[place].value = JSONNode(.object(old + more), range: out[place].value.range)
    return more.count == new.count || favours
  }
}
