import KeylessSource

/// The few operators a generated policy may use, written again from the documentation and independent of the product.
enum TinyEvaluator {
  static func admits(_ policy: JSON, _ claims: [String: String], issuer: String) -> Bool {
    guard case .array(let statements)? = policy["Statement"] else { return false }
    return statements.contains { statement in
      guard case .object(let blocks)? = statement["Condition"], !blocks.isEmpty else { return false }
      return blocks.allSatisfy { block in
        guard case .object(let tests) = block.value else { return false }
        return tests.allSatisfy { test in
          guard test.name.hasPrefix(issuer + ":") else { return false }
          let value = claims[String(test.name.dropFirst(issuer.count + 1))]
          return holds(block.name, value, list(test.value))
        }
      }
    }
  }

  private static func list(_ value: JSON) -> [String] {
    if case .array(let values) = value { return values.compactMap(\.string) }
    return value.string.map { [$0] } ?? []
  }

  private static func holds(_ test: String, _ value: String?, _ wanted: [String]) -> Bool {
    switch test {
    case "StringEquals": value.map { value in wanted.contains { matches($0, value, like: false) } } ?? false
    case "StringLike": value.map { value in wanted.contains { matches($0, value, like: true) } } ?? false
    case "StringNotEquals": value.map { value in !wanted.contains { matches($0, value, like: false) } } ?? true
    case "Null": wanted == [value == nil ? "true" : "false"]
    default: false
    }
  }

  private enum Token: Equatable { case scalar(Unicode.Scalar), any, one }

  /// `${$}`, `${*}`, `${?}` are literals; any other `${` is a variable no token resolves, so nothing matches.
  private static func tokens(_ pattern: String, like: Bool) -> [Token]? {
    let scalars = Array(pattern.unicodeScalars)
    var tokens: [Token] = []
    var index = 0
    while index < scalars.count {
      if scalars[index] == "$", index + 1 < scalars.count, scalars[index + 1] == "{" {
        guard index + 3 < scalars.count, scalars[index + 3] == "}", "$*?".unicodeScalars.contains(scalars[index + 2])
        else {
          return nil
        }
        tokens.append(.scalar(scalars[index + 2]))
        index += 4
        continue
      }
      switch scalars[index] {
      case "*" where like: tokens.append(.any)
      case "?" where like: tokens.append(.one)
      default: tokens.append(.scalar(scalars[index]))
      }
      index += 1
    }
    return tokens
  }

  private static func matches(_ pattern: String, _ value: String, like: Bool) -> Bool {
    guard let tokens = tokens(pattern, like: like) else { return false }
    let scalars = Array(value.unicodeScalars)
    var row = [Bool](repeating: false, count: scalars.count + 1)
    row[0] = true
    for token in tokens {
      var next = [Bool](repeating: false, count: row.count)
      if token == .any { next[0] = row[0] }
      for position in scalars.indices {
        switch token {
        case .any: next[position + 1] = next[position] || row[position + 1]
        case .one: next[position + 1] = row[position]
        case .scalar(let scalar): next[position + 1] = row[position] && scalar == scalars[position]
        }
      }
      row = next
    }
    return row[scalars.count]
  }
}
