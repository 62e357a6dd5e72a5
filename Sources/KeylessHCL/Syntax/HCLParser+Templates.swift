import KeylessSource

extension HCLParser {
  mutating func quotedTemplate() throws(Stop) -> UInt32 {
    let open = next()
    let first = tokens[position]
    // Nearly every string is one literal.
    if first.kind == .literal, tokens[position &+ 1].kind == .closeQuote {
      let literal = add(HCLNode(kind: .literal, flags: .quoted, start: first.start, end: first.end))
      let close = tokens[position &+ 1]
      position &+= 2
      let link = UInt32(truncatingIfNeeded: links.count)
      links.append(literal)
      return add(HCLNode(kind: .quote, start: open.start, end: close.end, a: link, b: 1))
    }
    let mark = scratch.count
    var reader = HCLTemplateReader(closing: .closeQuote, flags: .quoted)
    try parts(&reader)
    guard tokens[position].kind == .closeQuote else { throw unclosedString(open) }
    return list(HCLNode(kind: .quote, start: open.start, end: next().end), from: mark)
  }

  mutating func heredoc() throws(Stop) -> UInt32 {
    let open = next()
    let isFlush = text[Int(open.start) + 2] == UInt8(ascii: "-")
    let mark = scratch.count
    var reader = HCLTemplateReader(closing: .closeHeredoc, flags: [])
    reader.isFlush = isFlush
    try parts(&reader)
    guard tokens[position].kind == .closeHeredoc else { throw unclosedHeredoc(open) }
    if isFlush { removeIndentation(reader.flat) }
    let flags: HCLNode.Flags = isFlush ? .flush : []
    return list(HCLNode(kind: .heredoc, flags: flags, start: open.start, end: next().end), from: mark)
  }

  /// A whole text as a template.
  mutating func bareTemplate() -> UInt32? {
    let mark = scratch.count
    var reader = HCLTemplateReader(closing: .end, flags: [])
    do {
      try parts(&reader)
      guard tokens[position].kind == .end else { throw unexpected("hcl-template", "the end of the template") }
    } catch {
      return nil
    }
    let node = HCLNode(kind: .bareTemplate, start: 0, end: UInt32(truncatingIfNeeded: text.count))
    return list(node, from: mark)
  }

  /// Reads parts onto the scratch until a token that is none.
  private mutating func parts(_ reader: inout HCLTemplateReader) throws(Stop) {
    let outer = skipsNewlines
    let level = depth
    skipsNewlines = false
    loop: while true {
      let token = tokens[position]
      switch token.kind {
      case .literal, .escapedLiteral:
        position += 1
        literal(token, &reader)
      case .interpolation:
        position += 1
        try interpolation(token, &reader)
      case .directive:
        position += 1
        try directive(token, &reader)
      default: break loop
      }
    }
    guard tokens[position].kind == reader.closing || reader.directives.isEmpty else { throw unclosedPart(reader) }
    if let open = reader.directives.last { throw unendedDirective(open) }
    depth = level
    skipsNewlines = outer
  }

  private mutating func literal(_ token: HCLToken, _ reader: inout HCLTemplateReader) {
    var flags = reader.flags
    if token.kind == .escapedLiteral {
      flags.insert(.escaped)
      checkEscapes(token, isQuoted: flags.contains(.quoted))
    }
    var node = HCLNode(kind: .literal, flags: flags, start: token.start, end: token.end)
    if reader.stripsNext { node.start = stripped(node).lowerBound }
    reader.stripsNext = false
    let part = add(node)
    reader.literal = part
    if reader.isFlush { reader.flat.append(part) }
    scratch.append(part)
  }

  private mutating func interpolation(_ open: HCLToken, _ reader: inout HCLTemplateReader) throws(Stop) {
    var flags = beginSequence(open, &reader)
    try enter(open)
    opened.append(position - 1)
    skipsNewlines = true
    let value = try expression()
    let close = try endSequence("`}`", &flags, &reader)
    depth -= 1
    if reader.isFlush { reader.flat.append(HCLNode.none) }
    scratch.append(add(HCLNode(kind: .interpolation, flags: flags, start: open.start, end: close.end, a: value)))
  }

  /// The strip marker on the left takes white space from the literal before it.
  mutating func beginSequence(_ open: HCLToken, _ reader: inout HCLTemplateReader) -> HCLNode.Flags {
    var flags: HCLNode.Flags = []
    if open.end - open.start == 3 {
      flags = .stripsLeft
      if let literal = reader.literal {
        let node = nodes[Int(literal)]
        nodes[Int(literal)].end = max(node.start, strippedEnd(node))
      }
    }
    reader.literal = nil
    reader.stripsNext = false
    return flags
  }

  mutating func endSequence(
    _ wanted: String,
    _ flags: inout HCLNode.Flags,
    _ reader: inout HCLTemplateReader
  ) throws(Stop) -> HCLToken {
    guard peek() == .sequenceEnd else {
      if peek() == .openQuote, let open = opened.last {
        throw unclosed(tokens[open], before: tokens[position], "the string ends here")
      }
      throw unexpected(
        "hcl-template",
        wanted,
        help: "write `$${` or `%%{` where another language wants the two characters"
      )
    }
    let close = tokens[position]
    position += 1
    opened.removeLast()
    skipsNewlines = false
    if close.end - close.start == 2 {
      flags.insert(.stripsRight)
      reader.stripsNext = true
    }
    return close
  }
}
