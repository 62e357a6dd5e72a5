import KeylessSource

extension HCLParser {
  /// Reads a directive whose `%{` has been read.
  ///
  /// Directives of one template are kept on a stack of its reader, which the depth bounds.
  mutating func directive(_ open: HCLToken, _ reader: inout HCLTemplateReader) throws(Stop) {
    var flags = beginSequence(open, &reader)
    opened.append(position - 1)
    skipsNewlines = true
    guard peek() == .identifier else {
      throw unexpected("hcl-template", "`if` or `for`", help: "write `%%{` for the two characters themselves")
    }
    let word = next()
    if isWord(word, .if) {
      let condition = try expression()
      try begin(open, word, &reader, condition: condition)
    } else if isWord(word, .for) {
      let mark = scratch.count
      try forIntroduction()
      let loop = (scratch[mark], scratch[mark + 1], scratch[mark + 2])
      scratch.removeLast(3)
      try begin(open, word, &reader, loop: loop)
    } else if isWord(word, .else) {
      try end(word, open, &reader, isElse: true)
    } else if isWord(word, .endif) || isWord(word, .endfor) {
      try end(word, open, &reader, isElse: false)
    } else {
      let known = Spelling.nearest(to: quote(word), among: ["if", "else", "endif", "for", "endfor"])
      throw fail(
        "hcl-template",
        "`\(quote(word))` is no directive",
        word,
        help: known.map { "did you mean `\($0)`?" } ?? "the directives are if, else, endif, for and endfor"
      )
    }
    let close = try endSequence("`}`", &flags, &reader)
    if reader.isFlush { reader.flat.append(HCLNode.none) }
    finish(close, &reader)
  }

  private mutating func begin(
    _ open: HCLToken,
    _ word: HCLToken,
    _ reader: inout HCLTemplateReader,
    condition: UInt32 = HCLNode.none,
    loop: (UInt32, UInt32, UInt32)? = nil
  ) throws(Stop) {
    try enter(word)
    reader.directives.append(
      .init(
        isLoop: loop != nil,
        start: open.start,
        bodyStart: 0,
        token: HCLToken(kind: .directive, start: open.start, end: word.end),
        mark: scratch.count,
        condition: condition,
        loop: loop ?? (0, 0, 0)
      )
    )
  }

  /// The parts since the last marker become a body.
  private mutating func end(
    _ word: HCLToken,
    _ open: HCLToken,
    _ reader: inout HCLTemplateReader,
    isElse: Bool
  ) throws(Stop) {
    let closesLoop = isWord(word, .endfor)
    guard let begun = reader.directives.last else {
      throw fail("hcl-template", "`\(quote(word))` ends nothing", word, help: "remove it, or begin an `if` or `for`")
    }
    guard begun.isLoop == closesLoop, !isElse || begun.then == nil else {
      error(
        "hcl-template",
        "`\(quote(word))` does not fit the directive it is in",
        Int(word.start)..<Int(word.end),
        begun.isLoop ? "`endfor` is wanted" : "`endif` is wanted",
        related: [.init(place.span(Int(begun.token.start)..<Int(begun.token.end)), "begun here")]
      )
      throw Stop()
    }
    let body = HCLNode(kind: .templateBody, start: begun.bodyStart, end: open.start)
    let parts = list(body, from: begun.mark)
    if isElse {
      reader.directives[reader.directives.count - 1].then = parts
    } else {
      reader.directives.removeLast()
      depth -= 1
      scratch.append(ended(begun, parts))
    }
  }

  private mutating func ended(_ begun: HCLTemplateReader.Open, _ parts: UInt32) -> UInt32 {
    let end = HCLNode.none
    guard begun.isLoop else {
      let otherwise = begun.then == nil ? HCLNode.none : parts
      let node = HCLNode(kind: .ifDirective, start: begun.start, end: end, a: begun.condition, b: begun.then ?? parts)
      var whole = node
      whole.c = otherwise
      return add(whole)
    }
    let mark = scratch.count
    scratch.append(contentsOf: [begun.loop.0, begun.loop.1, begun.loop.2, parts])
    return list(HCLNode(kind: .forDirective, start: begun.start, end: end), from: mark)
  }

  /// The marker's end is known now: a directive ends there, or a body begins.
  private mutating func finish(_ close: HCLToken, _ reader: inout HCLTemplateReader) {
    if let last = scratch.last, last != HCLNode.none, nodes[Int(last)].end == HCLNode.none {
      nodes[Int(last)].end = close.end
    } else if !reader.directives.isEmpty {
      reader.directives[reader.directives.count - 1].bodyStart = close.end
    }
  }

  mutating func unendedDirective(_ open: HCLTemplateReader.Open) -> Stop {
    fail(
      "hcl-unclosed",
      "`\(quote(open.token))` is never ended",
      open.token,
      "begun here",
      help: open.isLoop ? "write `%{ endfor }`" : "write `%{ endif }`"
    )
  }

  mutating func unclosedPart(_ reader: HCLTemplateReader) -> Stop {
    guard tokens[position].kind != .foreign, let open = reader.directives.last else {
      return unexpected("hcl-template", "the end of the string")
    }
    return unendedDirective(open)
  }
}
