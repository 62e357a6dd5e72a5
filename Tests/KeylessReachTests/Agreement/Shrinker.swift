import KeylessPolicy
import KeylessReach

/// Takes away from a counterexample whatever it is one without.
struct Shrinker {
  let disagrees: (Counterexample) -> Bool
  /// Every attempt computes a reach anew.
  var attempts = 1500

  func shrunk(_ example: Counterexample) -> Counterexample {
    var best = example
    var left = attempts
    var changed = true
    while changed, left > 0 {
      changed = false
      for smaller in Self.smaller(best) {
        left -= 1
        if left <= 0 { break }
        guard disagrees(smaller) else { continue }
        best = smaller
        changed = true
        break
      }
    }
    return best
  }

  /// One step smaller, the largest steps first.
  static func smaller(_ example: Counterexample) -> [Counterexample] {
    policies(example.policy).map { policy in
      var out = example
      out.policy = policy
      return out
    } + facts(example)
  }

  private static func policies(_ policy: DrawnPolicy) -> [DrawnPolicy] {
    var out: [DrawnPolicy] = []
    func changed(_ change: (inout DrawnPolicy) -> Void) {
      var copy = policy
      change(&copy)
      out.append(copy)
    }
    let statements = policy.statements
    if statements.count > 1 { for index in statements.indices { changed { $0.statements.remove(at: index) } } }
    for (index, statement) in statements.enumerated() {
      for place in statement.conditions.indices { changed { $0.statements[index].conditions.remove(at: place) } }
    }
    for (index, statement) in statements.enumerated() {
      for (place, element) in statement.elements.enumerated() where element.values.count > 1 {
        for value in element.values { changed { $0.statements[index].elements[place].values = [value] } }
      }
      for (place, condition) in statement.conditions.enumerated() {
        let values = condition.values
        if values.count > 1 {
          for value in values.indices { changed { $0.statements[index].conditions[place].values.remove(at: value) } }
        }
        for test in plainer(condition.test)
        where !statement.conditions.contains(where: { $0.test == test && $0.key == condition.key }) {
          changed { $0.statements[index].conditions[place].test = test }
        }
        for (number, value) in values.enumerated() {
          for text in shorter(value) { changed { $0.statements[index].conditions[place].values[number] = text } }
        }
      }
    }
    return out
  }

  private static func plainer(_ test: ConditionTest) -> [ConditionTest] {
    let qualifiers: [ConditionQualifier] =
      switch test.qualifier {
      case .plain: []
      case .ifExists, .forAllValues, .forAnyValue: [.plain]
      case .forAllValuesIfExists: [.plain, .ifExists, .forAllValues]
      case .forAnyValueIfExists: [.plain, .ifExists, .forAnyValue]
      }
    return qualifiers.map { ConditionTest(test.comparison, $0) }
  }

  /// Halves first, then single letters.
  static func shorter(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    func joined(_ scalars: [Unicode.Scalar]) -> String {
      var out = String.UnicodeScalarView()
      out.append(contentsOf: scalars)
      return String(out)
    }
    if scalars.isEmpty { return [] }
    let half = scalars.count / 2
    var out = ["", joined(Array(scalars.prefix(half))), joined(Array(scalars.suffix(half)))]
    for index in scalars.indices {
      var rest = scalars
      rest.remove(at: index)
      out.append(joined(rest))
    }
    return out.filter { $0.utf8.count < text.utf8.count }
  }

  private static func facts(_ example: Counterexample) -> [Counterexample] {
    var out: [Counterexample] = []
    for (name, value) in example.facts.sorted(by: { $0.key < $1.key }) {
      var without = example
      without.facts[name] = nil
      out.append(without)
      var values: [Point.Value] = []
      switch value {
      case .absent: break
      case .text(let text):
        values = shorter(String(decoding: text, as: UTF8.self)).map { .text(Array($0.utf8)) }
      case .list(let list):
        for index in list.indices {
          var rest = list
          rest.remove(at: index)
          values.append(.list(rest))
          for text in shorter(String(decoding: list[index], as: UTF8.self)) {
            var changed = list
            changed[index] = Array(text.utf8)
            values.append(.list(changed))
          }
        }
      }
      for value in values {
        var changed = example
        changed.facts[name] = value
        out.append(changed)
      }
    }
    return out
  }
}
