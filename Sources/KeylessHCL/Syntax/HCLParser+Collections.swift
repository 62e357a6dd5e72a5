import KeylessSource

extension HCLParser {
  mutating func tuple() throws(Stop) -> UInt32 {
    let outer = skipsNewlines
    let mark = scratch.count
    let open = opening()
    if isNextWord(.for) { return try forExpression(open, outer) }
    while peek() != .closeBracket {
      scratch.append(try expression())
      guard take(.comma) else { break }
    }
    let close = try closing(.closeBracket, "`,` or `]`", outer)
    return list(HCLNode(kind: .tuple, start: open.start, end: close.end), from: mark)
  }

  mutating func object() throws(Stop) -> UInt32 {
    let outer = skipsNewlines
    let mark = scratch.count
    let open = opening()
    if isNextWord(.for) { return try forExpression(open, outer) }
    // Here lines end items.
    skipsNewlines = false
    while true {
      while peek() == .newline { next() }
      if peek() == .closeBrace { break }
      scratch.append(try objectItem())
      guard peek() == .comma || peek() == .newline else { break }
      next()
    }
    let close = try closing(.closeBrace, "`,`, a new line or `}`", outer)
    return list(HCLNode(kind: .object, start: open.start, end: close.end), from: mark)
  }

  private mutating func objectItem() throws(Stop) -> UInt32 {
    let key = try expression()
    var flags: HCLNode.Flags = []
    switch peek() {
    case .equals: break
    case .colon: flags = .colon
    default:
      throw unexpected(
        "hcl-separator",
        "`=`",
        help: "write `key = value`; a key with dots or spaces stands in quotes, an expression in parentheses"
      )
    }
    next()
    let value = try expression()
    return add(HCLNode(kind: .objectItem, flags: flags, start: start(key), end: end(value), a: key, b: value))
  }

  /// `for` and the rest of it, in a bracket that has been read.
  private mutating func forExpression(_ open: HCLToken, _ outer: Bool) throws(Stop) -> UInt32 {
    let isObject = open.kind == .openBrace
    next()
    let mark = scratch.count
    try forIntroduction()
    guard take(.colon) else { throw unexpected("hcl-for", "`:`") }
    var key = HCLNode.none
    var value = try expression()
    if peek() == .arrow {
      let arrow = next()
      guard isObject else {
        throw fail("hcl-for", "a tuple's `for` has no keys", arrow, help: "write `{` and `}` around it for an object")
      }
      (key, value) = (value, try expression())
    } else if isObject {
      throw unexpected("hcl-for", "`=>`", help: "write `[` and `]` around it for a tuple")
    }
    var flags: HCLNode.Flags = isObject ? .object : []
    if peek() == .ellipsis {
      let ellipsis = next()
      guard isObject else { throw fail("hcl-for", "a tuple's `for` groups nothing", ellipsis, help: "remove `...`") }
      flags.insert(.expands)
    }
    var condition = HCLNode.none
    if isNextWord(.if) {
      next()
      condition = try expression()
    }
    scratch.append(key)
    scratch.append(value)
    scratch.append(condition)
    let close = try closing(isObject ? .closeBrace : .closeBracket, isObject ? "`}`" : "`]`", outer)
    return list(HCLNode(kind: .forExpression, flags: flags, start: open.start, end: close.end), from: mark)
  }

  /// Names, `in` and the collection; three links.
  mutating func forIntroduction() throws(Stop) {
    let first = try forName()
    if take(.comma) {
      scratch.append(first)
      scratch.append(try forName())
    } else {
      scratch.append(HCLNode.none)
      scratch.append(first)
    }
    guard isNextWord(.in) else { throw unexpected("hcl-for", "`in`") }
    next()
    let collection = try expression()
    scratch.append(collection)
  }

  private mutating func forName() throws(Stop) -> UInt32 {
    guard peek() == .identifier else { throw unexpected("hcl-for", "a variable's name") }
    let name = next()
    return add(HCLNode(kind: .name, start: name.start, end: name.end))
  }
}
