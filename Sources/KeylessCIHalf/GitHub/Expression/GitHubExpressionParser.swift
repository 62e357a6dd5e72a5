/// Reads an expression: `||` binds weakest, then `&&`, equality, order, `!`, and what has a name, a bracket or a dot.
struct GitHubExpressionParser {
  enum Failure: Error { case unreadable, tooLong, tooDeep }

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  /// GitHub's own bounds on an expression's length and depth.
  static let longest = 21_000
  static let deepest = 50

  static func parse(_ text: String) throws -> GitHubExpression {
    guard text.utf8.count <= longest else { throw Failure.tooLong }
    var parser = GitHubExpressionParser(bytes: Array(text.utf8))
    let expression = try parser.or()
    parser.skipSpace()
    guard parser.index == parser.bytes.count else { throw Failure.unreadable }
    return expression
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func or() throws -> GitHubExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw Failure.tooDeep }
    return try chain([.or]) { try $0.and() }
  }

  private mutating func and() throws -> GitHubExpression { try chain([.and]) { try $0.equality() } }

  private mutating func equality() throws -> GitHubExpression {
    try chain([.equal, .notEqual]) { try $0.order() }
  }

  private mutating func order() throws -> GitHubExpression {
    try chain([.lessOrEqual, .greaterOrEqual, .less, .greater]) { try $0.unary() }
  }

  private mutating func chain(
    _ operators: [GitHubExpression.Operator],
    _ next: (inout Self) throws -> GitHubExpression
  ) throws -> GitHubExpression {
    skipSpace()
    let start = index
    var left = try next(&self)
    var count = 0
    while let op = take(operators) {
      count += 1
      // A long chain makes a deep tree, which is walked by recursion.
      guard count <= 500 else { throw Failure.tooDeep }
      let right = try next(&self)
      left = GitHubExpression(.binary(op, left, right), source: source(from: start))
    }
    return left
  }

  private mutating func take(_ operators: [GitHubExpression.Operator]) -> GitHubExpression.Operator? {
    skipSpace()
    for op in operators where bytes[index...].starts(with: op.rawValue.utf8) {
      index += op.rawValue.utf8.count
      return op
    }
    return nil
  }

  private mutating func unary() throws -> GitHubExpression {
    skipSpace()
    let start = index
    guard index < bytes.count, bytes[index] == UInt8(ascii: "!"), !bytes[index...].starts(with: "!=".utf8) else {
      return try postfix()
    }
    index += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw Failure.tooDeep }
    let inner = try unary()
    return GitHubExpression(.not(inner), source: source(from: start))
  }

  private mutating func postfix() throws -> GitHubExpression {
    skipSpace()
    let start = index
    var base = try primary()
    for _ in 0..<Self.deepest {
      if peek() == UInt8(ascii: ".") {
        index += 1
        if peek() == UInt8(ascii: "*") {
          index += 1
          base = GitHubExpression(.member(base, nil), source: source(from: start))
          continue
        }
        guard let name = word() else { throw Failure.unreadable }
        base = step(base, .init(.literal(.string(name)), source: name), from: start)
      } else if peek() == UInt8(ascii: "[") {
        index += 1
        skipSpace()
        if peek() == UInt8(ascii: "*") {
          index += 1
          base = GitHubExpression(.member(base, nil), source: source(from: start))
        } else {
          let inner = try or()
          base = step(base, inner, from: start)
        }
        try expect(UInt8(ascii: "]"))
        base.source = source(from: start)
      } else {
        return base
      }
    }
    throw Failure.tooDeep
  }

  private func step(_ base: GitHubExpression, _ name: GitHubExpression, from start: Int) -> GitHubExpression {
    if case .path(let names) = base.kind, case .literal(.string(let text)) = name.kind {
      let last = names[0] == "env" ? text : text.lowercased()
      return GitHubExpression(.path(names + [last]), source: source(from: start))
    }
    return GitHubExpression(.member(base, name), source: source(from: start))
  }

  private mutating func primary() throws -> GitHubExpression {
    let start = index
    guard let first = peek() else { throw Failure.unreadable }
    if first == UInt8(ascii: "(") {
      index += 1
      var inner = try or()
      try expect(UInt8(ascii: ")"))
      inner.source = source(from: start)
      return inner
    }
    if first == UInt8(ascii: "'") {
      return GitHubExpression(.literal(.string(try quoted())), source: source(from: start))
    }
    if let number = number() { return GitHubExpression(.literal(.number(number)), source: source(from: start)) }
    guard let name = word() else { throw Failure.unreadable }
    skipSpace()
    if peek() == UInt8(ascii: "(") {
      index += 1
      let arguments = try arguments()
      return GitHubExpression(.call(name.lowercased(), arguments), source: source(from: start))
    }
    switch name {
    case "true": return GitHubExpression(.literal(.bool(true)), source: name)
    case "false": return GitHubExpression(.literal(.bool(false)), source: name)
    case "null": return GitHubExpression(.literal(.null), source: name)
    case "NaN": return GitHubExpression(.literal(.number(.nan)), source: name)
    case "Infinity": return GitHubExpression(.literal(.number(.infinity)), source: name)
    default: return GitHubExpression(.path([name.lowercased()]), source: name)
    }
  }

  private mutating func arguments() throws -> [GitHubExpression] {
    skipSpace()
    var out: [GitHubExpression] = []
    if peek() == UInt8(ascii: ")") {
      index += 1
      return out
    }
    while out.count < 256 {
      out.append(try or())
      skipSpace()
      if peek() == UInt8(ascii: ",") {
        index += 1
        continue
      }
      try expect(UInt8(ascii: ")"))
      return out
    }
    throw Failure.tooLong
  }

  private mutating func quoted() throws -> String {
    index += 1
    var out: [UInt8] = []
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "'") {
        index += 1
        guard peek() == UInt8(ascii: "'") else { return String(decoding: out, as: UTF8.self) }
      }
      out.append(bytes[index])
      index += 1
    }
    throw Failure.unreadable
  }

  private mutating func number() -> Double? {
    guard let first = peek(), isDigit(first) || "-+.".utf8.contains(first) else { return nil }
    var end = index
    while end < bytes.count, isWord(bytes[end]) || "+.".utf8.contains(bytes[end]) { end += 1 }
    let text = String(decoding: bytes[index..<end], as: UTF8.self)
    guard let value = Double(text) else { return nil }
    index = end
    return value
  }

  private mutating func word() -> String? {
    skipSpace()
    let start = index
    guard let first = peek(), isWord(first), !isDigit(first), first != UInt8(ascii: "-") else { return nil }
    while index < bytes.count, isWord(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func expect(_ byte: UInt8) throws {
    skipSpace()
    guard peek() == byte else { throw Failure.unreadable }
    index += 1
  }

  private func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private func source(from start: Int) -> String {
    var end = index
    while end > start, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F || byte == 0x2D
  }
}
