import KeylessPolicy

/// A policy as it was drawn, in parts that a shrinker can take away.
struct DrawnPolicy: Sendable {
  var statements: [Statement]

  struct Statement: Sendable {
    var isDeny: Bool
    /// `Action`, `NotResource` and their like, by name.
    var elements: [(name: String, values: [String])]
    var conditions: [Condition]
  }

  struct Condition: Sendable {
    var test: ConditionTest
    var key: String
    var values: [String]
  }

  var conditions: [Condition] { statements.flatMap(\.conditions) }

  /// The document; with a provider that of a role.
  func json(trusting provider: String?) -> String {
    let principal = provider.map { "\"Principal\":{\"Federated\":\(Self.quoted($0))}," } ?? ""
    let all = statements.map { statement in
      "{\"Effect\":\"\(statement.isDeny ? "Deny" : "Allow")\",\(principal)"
        + (statement.elements.map { "\(Self.quoted($0.name)):\(Self.list($0.values))" } + [condition(statement)])
        .filter { !$0.isEmpty }.joined(separator: ",") + "}"
    }
    return "{\"Version\":\"2012-10-17\",\"Statement\":[\(all.joined(separator: ","))]}"
  }

  private func condition(_ statement: Statement) -> String {
    if statement.conditions.isEmpty { return "" }
    var names: [ConditionTest] = []
    for condition in statement.conditions where !names.contains(condition.test) { names.append(condition.test) }
    let operators = names.map { test in
      let keys = statement.conditions.filter { $0.test == test }
        .map { "\(Self.quoted($0.key)):\(Self.list($0.values))" }
      return "\(Self.quoted(test.description)):{\(keys.joined(separator: ","))}"
    }
    return "\"Condition\":{\(operators.joined(separator: ","))}"
  }

  private static func list(_ values: [String]) -> String { "[\(values.map(quoted).joined(separator: ","))]" }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
