import KeylessSource

extension HCLParser {
  /// Any expression; a conditional binds weakest.
  mutating func expression() throws(Stop) -> UInt32 {
    _ = peek()
    try enter(tokens[position])
    let condition = try operation(atLeast: 1)
    if peek() != .question {
      depth -= 1
      return condition
    }
    next()
    let yes = try expression()
    guard take(.colon) else {
      throw unexpected("hcl-expression", "`:`", help: "a conditional is written `condition ? then : otherwise`")
    }
    let no = try expression()
    depth -= 1
    return add(HCLNode(kind: .conditional, start: start(condition), end: end(no), a: condition, b: yes, c: no))
  }

  /// Operands joined by operators that bind at least so strongly; those of one strength are one flat chain.
  private mutating func operation(atLeast minimum: Int) throws(Stop) -> UInt32 {
    var left = try term()
    while true {
      let strength = Self.strength(peek())
      guard strength >= minimum else { return left }
      left = try chain(left, strength)
    }
  }

  private mutating func chain(_ first: UInt32, _ strength: Int) throws(Stop) -> UInt32 {
    let mark = scratch.count
    scratch.append(first)
    var last = first
    repeat {
      let symbol = next()
      scratch.append(add(HCLNode(kind: .operatorSymbol, start: symbol.start, end: symbol.end)))
      last = try operation(atLeast: strength + 1)
      scratch.append(last)
    } while Self.strength(peek()) == strength
    return list(HCLNode(kind: .operation, start: start(first), end: end(last)), from: mark)
  }

  /// How strongly an operator binds, from 1 to 6; zero for what is none.
  @inline(__always)
  private static func strength(_ kind: HCLToken.Kind) -> Int {
    switch kind {
    case .star, .slash, .percent: 6
    case .plus, .minus: 5
    case .greater, .greaterOrEqual, .less, .lessOrEqual: 4
    case .equal, .unequal: 3
    case .and: 2
    case .or: 1
    default: 0
    }
  }

  /// An operand: signs, a primary expression, and the steps into it.
  ///
  /// A sign binds weaker than the steps.
  private mutating func term() throws(Stop) -> UInt32 {
    switch peek() {
    case .minus, .not: try signed()
    default: try steps(into: try primary())
    }
  }

  private mutating func signed() throws(Stop) -> UInt32 {
    let sign = next()
    try enter(sign)
    let operand = try term()
    depth -= 1
    let kind: HCLNode.Kind = sign.kind == .minus ? .negation : .not
    return add(HCLNode(kind: kind, start: sign.start, end: end(operand), a: operand))
  }

  private mutating func primary() throws(Stop) -> UInt32 {
    switch peek() {
    case .identifier: return try identifier()
    case .number:
      let token = next()
      guard isNumber(token) else {
        throw fail("hcl-number", "`\(quote(token))` is not a number", token)
      }
      return add(HCLNode(kind: .number, start: token.start, end: token.end))
    case .openQuote: return try quotedTemplate()
    case .openHeredoc: return try heredoc()
    case .openBracket: return try tuple()
    case .openBrace: return try object()
    case .openParenthesis: return try parentheses()
    default: throw unexpected("hcl-expression", "a value")
    }
  }

  private mutating func identifier() throws(Stop) -> UInt32 {
    let token = next()
    let following = peek()
    if following == .openParenthesis || following == .doubleColon { return try call(token) }
    let kind: HCLNode.Kind =
      switch token.end - token.start {
      case 4 where isWord(token, .yes): .yes
      case 4 where isWord(token, .null): .null
      case 5 where isWord(token, .no): .no
      default: .variable
      }
    return add(HCLNode(kind: kind, start: token.start, end: token.end))
  }

  private mutating func parentheses() throws(Stop) -> UInt32 {
    let outer = skipsNewlines
    let open = opening()
    let inner = try expression()
    let close = try closing(.closeParenthesis, "`)`", outer)
    return add(HCLNode(kind: .parentheses, start: open.start, end: close.end, a: inner))
  }

  /// An opening bracket, within which a line's end means nothing.
  mutating func opening() -> HCLToken {
    _ = peek()
    opened.append(position)
    let open = next()
    skipsNewlines = true
    return open
  }

  /// The closing bracket; what a line's end means is what it was before.
  mutating func closing(_ kind: HCLToken.Kind, _ wanted: String, _ outer: Bool) throws(Stop) -> HCLToken {
    guard peek() == kind else { throw unexpected("hcl-separator", wanted) }
    let close = next()
    opened.removeLast()
    skipsNewlines = outer
    return close
  }

  /// Digits, then a fraction, then an exponent; the scanner takes together whatever looks like one.
  func isNumber(_ token: HCLToken) -> Bool {
    var (dots, exponents) = (0, 0)
    for byte in text[Int(token.start)..<Int(token.end)] {
      switch byte {
      case UInt8(ascii: "."):
        dots += 1
        if exponents > 0 { return false }
      case UInt8(ascii: "e"), UInt8(ascii: "E"): exponents += 1
      default: break
      }
    }
    return dots <= 1 && exponents <= 1
  }
}
