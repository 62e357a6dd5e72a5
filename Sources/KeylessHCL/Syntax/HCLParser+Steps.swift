import KeylessSource

extension HCLParser {
  /// The steps behind an expression (`.name`, `[key]`, `.0`, `.*`, `[*]`), as one flat node; the expression itself
  /// when there are none.
  mutating func steps(into base: UInt32) throws(Stop) -> UInt32 {
    guard peek() == .dot || peek() == .openBracket else { return base }
    let mark = scratch.count
    let level = depth
    var inAttributeSplat = false
    loop: while true {
      switch peek() {
      case .dot: scratch.append(try dotStep(&inAttributeSplat))
      case .openBracket:
        inAttributeSplat = false
        scratch.append(try bracketStep())
      default: break loop
      }
    }
    depth = level
    let last = scratch[scratch.count - 1]
    return list(HCLNode(kind: .traversal, start: start(base), end: end(last), c: base), from: mark)
  }

  private mutating func dotStep(_ inAttributeSplat: inout Bool) throws(Stop) -> UInt32 {
    let dot = next()
    switch peek() {
    case .identifier:
      let name = next()
      return add(HCLNode(kind: .attributeStep, start: dot.start, end: name.end, c: name.start))
    case .number:
      let number = next()
      let digits = text[Int(number.start)..<Int(number.end)]
      if digits.contains(UInt8(ascii: ".")) || !isNumber(number) {
        throw fail(
          "hcl-expression",
          "`.\(quote(number))` is two indexes in the old form",
          number,
          help: "write them as `[…][…]`"
        )
      }
      return add(HCLNode(kind: .legacyIndexStep, start: dot.start, end: number.end, c: number.start))
    case .star:
      guard !inAttributeSplat else {
        throw fail(
          "hcl-expression",
          "`.*` stands within `.*`",
          tokens[position],
          help: "write `[*]` for each of the two"
        )
      }
      inAttributeSplat = true
      let star = next()
      return add(HCLNode(kind: .attributeSplat, start: dot.start, end: star.end))
    default: throw unexpected("hcl-expression", "an attribute's name")
    }
  }

  private mutating func bracketStep() throws(Stop) -> UInt32 {
    let outer = skipsNewlines
    opened.append(position)
    let open = next()
    if peek() == .star {
      // What follows is taken of each element, so a chain of these nests.
      try enter(next())
      guard peek() == .closeBracket else { throw unexpected("hcl-expression", "`]`") }
      opened.removeLast()
      return add(HCLNode(kind: .fullSplat, start: open.start, end: next().end))
    }
    skipsNewlines = true
    let key = try expression()
    let close = try closing(.closeBracket, "`]`", outer)
    return add(HCLNode(kind: .indexStep, start: open.start, end: close.end, a: key))
  }

  /// A function's call, whose name has been read as far as its first `::`.
  mutating func call(_ name: HCLToken) throws(Stop) -> UInt32 {
    let outer = skipsNewlines
    let mark = scratch.count
    var nameEnd = name.end
    while take(.doubleColon) {
      guard peek() == .identifier else { throw unexpected("hcl-expression", "a function's name") }
      nameEnd = next().end
    }
    guard peek() == .openParenthesis else { throw unexpected("hcl-expression", "`(`") }
    _ = opening()
    var flags: HCLNode.Flags = []
    while peek() != .closeParenthesis {
      scratch.append(try expression())
      if take(.ellipsis) {
        flags = .expands
        break
      }
      guard take(.comma) else { break }
    }
    guard peek() == .closeParenthesis else {
      throw unexpected("hcl-separator", flags.isEmpty ? "`,` or `)`" : "`)`")
    }
    let close = try closing(.closeParenthesis, "`)`", outer)
    return list(
      HCLNode(kind: .call, flags: flags, start: name.start, end: close.end, c: nameEnd),
      from: mark
    )
  }
}
