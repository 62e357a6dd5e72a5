import KeylessSource

extension HCLParser {
  /// A block whose type has been read, with its line's end.
  mutating func block(_ type: HCLToken) throws(Stop) -> UInt32 {
    let first = position - 1
    let mark = scratch.count
    while peek() != .openBrace {
      switch peek() {
      case .identifier:
        let token = next()
        scratch.append(add(HCLNode(kind: .bareLabel, start: token.start, end: token.end)))
      case .openQuote: scratch.append(try label())
      case .equals where scratch.count > mark:
        throw fail(
          "hcl-block",
          "`=` stands in a block's header",
          tokens[position],
          help: "remove it, or write one name before it for an attribute"
        )
      case .newline where tokens[position + 1].kind == .openBrace:
        let brace = tokens[position + 1]
        error(
          "hcl-block",
          "`{` stands on a line of its own",
          Int(brace.start)..<Int(brace.end),
          help: "put it on the same line as `\(word(type))`"
        )
        next()
      default:
        throw unexpected("hcl-block", "`{` or a label", help: "put `{` on the same line as `\(word(type))`")
      }
    }
    let brace = position
    try enter(next())
    let node = try blockBody(type, first, brace, mark)
    depth -= 1
    return node
  }

  private mutating func blockBody(_ type: HCLToken, _ first: Int, _ brace: Int, _ mark: Int) throws(Stop) -> UInt32 {
    let open = tokens[brace]
    let inner = scratch.count
    var flags: HCLNode.Flags = []
    switch peek() {
    case .newline, .end, .closeBrace:
      if let suspect = items(in: first), rewinds > 0 {
        rewinds -= 1
        position = suspect.position
        scratch.removeLast(scratch.count - suspect.scratch)
        diagnostics.removeLast(diagnostics.count - suspect.diagnostics)
        reportUnclosed(type, first, brace, suspect.position)
        flags = .unclosed
      } else if peek() == .end {
        reportUnclosed(type, first, brace, position)
        flags = .unclosed
      }
    default: scratch.append(try oneLine(type))
    }
    let close = flags.contains(.unclosed) ? nil : Optional(next())
    let end = close?.end ?? max(open.end, lastEnd(brace))
    let body = HCLNode(kind: .body, flags: flags, start: open.end, end: close?.start ?? end)
    scratch.append(list(body, from: inner))
    let node = list(HCLNode(kind: .block, flags: flags, start: type.start, end: end, c: type.end), from: mark)
    if close != nil {
      do { try endLine("a block") } catch { skipItem(from: position) }
    }
    return node
  }

  /// The only attribute of a block that ends on its line.
  private mutating func oneLine(_ type: HCLToken) throws(Stop) -> UInt32 {
    guard peek() == .identifier else { throw unexpected("hcl-block", "a line's end or an attribute") }
    let name = next()
    guard take(.equals) else {
      throw unexpected("hcl-block", "`=`", help: "a block on one line holds one attribute; begin a new line after `{`")
    }
    let value = try expression()
    switch peek() {
    case .closeBrace: break
    case .comma, .newline:
      throw fail(
        "hcl-block",
        "a block that begins with an attribute on its line does not end after it",
        tokens[position],
        "`}` is wanted here",
        help: "begin a new line after `{`, and one for each attribute"
      )
    default: throw unexpected("hcl-block", "`}`")
    }
    return add(HCLNode(kind: .attribute, start: name.start, end: end(value), a: value, c: name.end))
  }

  /// A label in quotes, in which nothing is put in.
  private mutating func label() throws(Stop) -> UInt32 {
    let open = next()
    while true {
      let token = next()
      switch token.kind {
      case .closeQuote:
        return add(HCLNode(kind: .quotedLabel, flags: .quoted, start: open.start, end: token.end))
      case .literal: break
      case .escapedLiteral: checkEscapes(token)
      case .interpolation, .directive:
        throw fail(
          "hcl-string",
          "a template stands in a block's label",
          token,
          "a label is fixed text",
          help: "write `\(quote(token).prefix(1))\(quote(token))` for the two characters themselves"
        )
      default: throw unclosedString(open)
      }
    }
  }

  private mutating func reportUnclosed(_ type: HCLToken, _ first: Int, _ brace: Int, _ stopped: Int) {
    let header = Int(type.start)..<Int(tokens[brace].start)
    var name = String(decoding: text[header].prefix(60), as: UTF8.self)
    while name.hasSuffix(" ") { name.removeLast() }
    let stop = tokens[stopped]
    guard !isSwallowed || stop.kind != .end else { return }
    let isEnd = stop.kind == .end
    error(
      "hcl-unclosed",
      "the block `\(name)` is never closed",
      Int(tokens[brace].start)..<Int(tokens[brace].end),
      "opened here",
      related: [
        .init(
          place.span(Int(stop.start)..<Int(stop.end)),
          isEnd ? "the file ends here" : "this looks like what follows the block"
        )
      ],
      help: "write `}` on a line of its own"
    )
  }
}
