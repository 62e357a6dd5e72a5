import KeylessSource

/// Evaluates expressions as far as they are known.
struct GitHubEvaluator {
  let context: GitHubContext

  /// Longest text that an expression may make.
  static let longest = 1 << 16

  func value(_ expression: GitHubExpression) -> GitHubValue {
    switch expression.kind {
    case .literal(let value): return value
    case .path(let names): return context.value(names)
    case .member(let base, let name): return member(base, name, expression)
    case .call(let name, let arguments): return call(name, arguments, expression)
    case .not(let inner):
      let inner = value(inner)
      return inner.isTrue.map { .bool(!$0) } ?? derived([inner], expression)
    case .binary(.and, let left, let right): return choice(left, right, endsWhen: false, expression)
    case .binary(.or, let left, let right): return choice(left, right, endsWhen: true, expression)
    case .binary(let op, let left, let right): return compare(op, value(left), value(right), expression)
    }
  }

  /// `&&` and `||` give one of their sides, not a truth.
  private func choice(
    _ left: GitHubExpression,
    _ right: GitHubExpression,
    endsWhen end: Bool,
    _ expression: GitHubExpression
  ) -> GitHubValue {
    let first = value(left)
    if let truth = first.isTrue { return truth == end ? first : value(right) }
    let second = value(right)
    // Whatever the left side is, the answer is the same.
    if let truth = second.isTrue, truth != end, case .bool = second, !end { return .bool(truth) }
    return derived([first, second], expression)
  }

  private func compare(
    _ op: GitHubExpression.Operator,
    _ left: GitHubValue,
    _ right: GitHubValue,
    _ expression: GitHubExpression
  ) -> GitHubValue {
    switch op {
    case .equal, .notEqual:
      guard let equal = GitHubValue.equal(left, right) else { return derived([left, right], expression) }
      return .bool(equal == (op == .equal))
    default: break
    }
    guard left.string != nil, right.string != nil else { return derived([left, right], expression) }
    if case .string(let a) = left, case .string(let b) = right {
      let (a, b) = (a.lowercased(), b.lowercased())
      return .bool(op == .less ? a < b : op == .lessOrEqual ? a <= b : op == .greater ? a > b : a >= b)
    }
    let (a, b) = (left.number, right.number)
    return .bool(op == .less ? a < b : op == .lessOrEqual ? a <= b : op == .greater ? a > b : a >= b)
  }

  private func member(
    _ base: GitHubExpression,
    _ name: GitHubExpression?,
    _ expression: GitHubExpression
  ) -> GitHubValue {
    if case .path(let names) = base.kind, let name, names.count == 1, let key = value(name).string {
      return context.value(names + [names[0] == "env" ? key : key.lowercased()])
    }
    let holder = value(base)
    if case .open = holder { return derived([holder], expression) }
    guard let name else { return .unknown("`\(expression.source)` is not followed") }
    let key = value(name)
    guard let text = key.string else { return derived([key], expression) }
    if case .array(let elements) = holder {
      guard let at = Int(exactly: key.number), elements.indices.contains(at) else { return .null }
      return elements[at]
    }
    return holder.member(text) ?? .null
  }

  private func call(_ name: String, _ arguments: [GitHubExpression], _ expression: GitHubExpression) -> GitHubValue {
    let values = arguments.map { value($0) }
    switch (name, values.count) {
    case ("always", 0), ("success", 0): return .bool(true)
    case ("contains", 2): return contains(values[0], values[1], expression)
    case ("startswith", 2): return texts(values, expression) { $0.hasBytes(prefix: $1) }
    case ("endswith", 2): return texts(values, expression) { $0.hasBytes(suffix: $1) }
    case ("format", 1...): return format(values, expression)
    case ("join", 1...2): return join(values, expression)
    case ("fromjson", 1): return fromJSON(values[0], expression)
    case ("hashfiles", 1...), ("tojson", 1):
      return derived(values + [.open([.predefined(expression.source)])], expression)
    case ("failure", 0), ("cancelled", 0): return .unknown("`\(expression.source)` depends on what ran before")
    default: return .unknown("`\(expression.source)` calls a function that is not known")
    }
  }

  private func texts(
    _ values: [GitHubValue],
    _ expression: GitHubExpression,
    _ test: (String, String) -> Bool
  ) -> GitHubValue {
    guard let left = values[0].string, let right = values[1].string else { return derived(values, expression) }
    return .bool(test(left.lowercased(), right.lowercased()))
  }

  private func contains(_ holder: GitHubValue, _ item: GitHubValue, _ expression: GitHubExpression) -> GitHubValue {
    if case .array(let elements) = holder {
      let answers = elements.map { GitHubValue.equal($0, item) }
      if answers.contains(true) { return .bool(true) }
      return answers.contains(nil) ? derived(elements + [item], expression) : .bool(false)
    }
    return texts([holder, item], expression) { left, right in right.isEmpty || left.hasBytes(inside: right) }
  }

  private func format(_ values: [GitHubValue], _ expression: GitHubExpression) -> GitHubValue {
    guard let pattern = values[0].string else { return derived(values, expression) }
    var parts: [CIText.Part] = []
    var literal = ""
    var rest = Array(pattern)[...]
    while let character = rest.popFirst() {
      if character == "{", rest.first == "{" || character == "}" && rest.first == "}" {
        literal.append(character)
        rest.removeFirst()
      } else if character == "}", rest.first == "}" {
        literal.append(character)
        rest.removeFirst()
      } else if character == "{" {
        guard let end = rest.firstIndex(of: "}"), let at = Int(String(rest[..<end])), at >= 0, at + 1 < values.count
        else { return .unknown("`\(expression.source)` has a place without a value") }
        parts += [.literal(literal)] + values[at + 1].parts
        literal = ""
        rest = rest[rest.index(after: end)...]
      } else {
        literal.append(character)
      }
      guard parts.count <= 1_000 else { return .unknown("`\(expression.source)` is too long") }
    }
    return bounded(.joined(parts + [.literal(literal)]), expression)
  }

  private func join(_ values: [GitHubValue], _ expression: GitHubExpression) -> GitHubValue {
    guard case .array(let elements) = values[0] else {
      return values[0].string == nil ? derived(values, expression) : values[0]
    }
    let separator = values.count == 2 ? values[1].parts : [.literal(",")]
    var parts: [CIText.Part] = []
    for (at, element) in elements.enumerated() { parts += (at == 0 ? [] : separator) + element.parts }
    return bounded(.joined(parts), expression)
  }

  private func bounded(_ value: GitHubValue, _ expression: GitHubExpression) -> GitHubValue {
    let size = value.parts.reduce(0) { if case .literal(let text) = $1 { $0 + text.utf8.count } else { $0 } }
    return size <= Self.longest ? value : .unknown("`\(expression.source.prefix(80))` makes a text that is too long")
  }

  private func fromJSON(_ value: GitHubValue, _ expression: GitHubExpression) -> GitHubValue {
    guard let text = value.string else { return derived([value], expression) }
    guard let node = try? JSONParser.parse(Array(text.utf8)) else {
      return .unknown("`\(expression.source)` is not given JSON")
    }
    return GitHubValue(node.plain)
  }

  /// What follows from parts that are not all known: unknown with the first reason, or the run's own.
  private func derived(_ values: [GitHubValue], _ expression: GitHubExpression) -> GitHubValue {
    for case .open(let parts) in values {
      for case .unknown(let reason) in parts { return .unknown(reason) }
    }
    return .open([.predefined(expression.source)])
  }
}

extension String {
  fileprivate func hasBytes(prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

  fileprivate func hasBytes(suffix: String) -> Bool { utf8.reversed().starts(with: suffix.utf8.reversed()) }

  func hasBytes(inside needle: String) -> Bool {
    let (bytes, wanted) = (Array(utf8), Array(needle.utf8))
    guard wanted.count <= bytes.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { bytes[$0...].starts(with: wanted) }
  }
}
