import KeylessSource

/// A value in Terraform's language, printed as `terraform fmt` would leave it.
indirect enum HCLValue {
  case expression(String)
  case tuple([HCLValue])
  case object([Member])
  case call(String, HCLValue)

  struct Member {
    var name: String
    var value: HCLValue

    init(_ name: String, _ value: HCLValue) {
      self.name = name
      self.value = value
    }
  }

  static var null: HCLValue { .expression("null") }

  static func text(_ text: String) -> HCLValue { .expression(HCLSpelling.quote(text)) }

  /// A JSON value; `expression` may replace a string by what computes it.
  init(_ json: JSON, expression: (String) -> String? = { _ in nil }) {
    switch json {
    case .null: self = .null
    case .bool(let bool): self = .expression(bool ? "true" : "false")
    case .integer(let integer): self = .expression(String(integer))
    case .number(let literal): self = .expression(literal)
    case .string(let string): self = .expression(expression(string) ?? HCLSpelling.quote(string))
    case .array(let elements): self = .tuple(elements.map { HCLValue($0, expression: expression) })
    case .object(let members):
      self = .object(members.map { Member($0.name, HCLValue($0.value, expression: expression)) })
    }
  }

  /// The value, its first line continuing one that is indented this deep.
  func printed(_ depth: Int) -> String {
    switch self {
    case .expression(let text): return text
    case .call(let name, let value): return "\(name)(\(value.printed(depth)))"
    case .tuple(let elements):
      if let line = Self.line(elements), line.utf8.count + 2 * depth <= 100 { return line }
      let lines = elements.map { "\(Self.indent(depth + 1))\($0.printed(depth + 1)),\n" }
      return "[\n\(lines.joined())\(Self.indent(depth))]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      return "{\n\(Self.body(members, depth + 1))\(Self.indent(depth))}"
    }
  }

  /// A list of simple values on one line.
  private static func line(_ elements: [HCLValue]) -> String? {
    var texts: [String] = []
    for element in elements {
      guard case .expression(let text) = element else { return nil }
      texts.append(text)
    }
    return "[\(texts.joined(separator: ", "))]"
  }

  /// The members, one below the other; the equals signs of neighbours on one line each stand below each other.
  static func body(_ members: [Member], _ depth: Int) -> String {
    let rows = members.map { (key: HCLSpelling.key($0.name), value: $0.value.printed(depth)) }
    var out = ""
    var index = 0
    while index < rows.count {
      let run = rows[index...].prefix { !$0.value.utf8.contains(UInt8(ascii: "\n")) }
      let width = run.map(\.key.count).max() ?? 0
      for row in run { out += line(row.key.padded(to: width), row.value, depth) }
      index += run.count
      if index < rows.count {
        out += line(rows[index].key, rows[index].value, depth)
        index += 1
      }
    }
    return out
  }

  private static func line(_ key: String, _ value: String, _ depth: Int) -> String {
    "\(indent(depth))\(key) = \(value)\n"
  }

  private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
