import KeylessSource

extension HCLParser {
  /// The file's own body, which covers all of it.
  mutating func file() -> UInt32 {
    let mark = scratch.count
    while true {
      items(in: nil)
      guard peek() == .closeBrace else { break }
      let brace = next()
      error(
        "hcl-body",
        "`}` closes nothing",
        Int(brace.start)..<Int(brace.end),
        "no block is open here",
        help: "remove it, or look for a brace that closes too early above"
      )
      skipItem(from: position)
    }
    let node = HCLNode(kind: .body, start: 0, end: UInt32(truncatingIfNeeded: text.count))
    return list(node, from: mark)
  }

  /// Reads items onto the scratch until the brace of the block, which stays, or the end of the file.
  ///
  /// Returns, when the file ends without the brace, the item that looks like the first one behind the block.
  @discardableResult
  mutating func items(in block: Int?) -> Suspect? {
    var suspect: Suspect?
    let body = names.enter()
    defer { names.leave(body) }
    var index: [Int: [Int]] = [:]
    while true {
      let first = position
      if givesUp() { return nil }
      switch peek() {
      case .newline: next()
      case .closeBrace: return nil
      case .end: return suspect
      case .identifier:
        if suspect == nil, let block, isLikelyItem(first), column(first) <= column(block) {
          suspect = Suspect(position: first, scratch: scratch.count, diagnostics: diagnostics.count)
        }
        item(body, &index)
      default: strayItem()
      }
    }
  }

  /// Where to go back to when a block turns out to have ended unnoticed.
  struct Suspect {
    var position: Int
    var scratch: Int
    var diagnostics: Int
  }

  /// A file with so many mistakes is no HCL, and reading on would only take time.
  private mutating func givesUp() -> Bool {
    guard diagnostics.count >= limits.diagnostics, peek() != .end else { return false }
    let first = position
    position = tokens.count - 1
    rewinds = 0
    scratch.append(unreadable(first))
    if diagnostics.count == limits.diagnostics {
      let token = tokens[first]
      diagnostics.append(
        Diagnostic(
          "hcl-body",
          .note,
          "the rest of the file is not read, after \(limits.diagnostics) mistakes",
          at: .init(place.span(Int(token.start)..<Int(token.end)))
        )
      )
    }
    return true
  }

  private mutating func strayItem() {
    let first = position
    if tokens[first].kind == .openQuote {
      error(
        "hcl-body",
        "an attribute's name stands in quotes",
        Int(tokens[first].start)..<Int(tokens[first].end),
        help: "remove the quotes; only an object's keys and a block's labels have some"
      )
    } else {
      _ = unexpected("hcl-body", "an attribute or a block")
    }
    skipItem(from: first)
    scratch.append(unreadable(first))
  }

  private mutating func item(_ body: Int, _ index: inout [Int: [Int]]) {
    let first = position
    let mark = scratch.count
    let level = depth
    opened.removeAll(keepingCapacity: true)
    itemStart = first
    do {
      let name = next()
      switch peek() {
      case .equals:
        let attribute = attribute(name)
        let node = nodes[Int(attribute)]
        if let earlier = names.insert(node, in: body, &index, text) { reportTwice(earlier, node) }
        scratch.append(attribute)
      case .openQuote, .openBrace, .identifier: scratch.append(try block(name))
      default:
        throw unexpected(
          "hcl-body",
          "`=` or `{`",
          help: "write `\(word(name)) = …` for an attribute, `\(word(name)) { … }` for a block"
        )
      }
    } catch {
      scratch.removeLast(scratch.count - mark)
      depth = level
      skipsNewlines = false
      skipItem(from: first)
      scratch.append(unreadable(first))
    }
  }

  private mutating func reportTwice(_ first: HCLNode, _ second: HCLNode) {
    let name = HCLToken(kind: .identifier, start: second.start, end: second.c)
    error(
      "hcl-duplicate",
      "the attribute `\(word(name))` is set twice",
      Int(second.start)..<Int(second.c),
      "again here",
      related: [.init(place.span(Int(first.start)..<Int(first.c)), "first here")]
    )
  }

  /// An attribute with its line's end; its value is unreadable where it is wrong, its name stays.
  private mutating func attribute(_ name: HCLToken) -> UInt32 {
    let first = position - 1
    let mark = scratch.count
    let level = depth
    next()
    do {
      let value = try expression()
      let node = add(
        HCLNode(kind: .attribute, start: name.start, end: end(value), a: value, c: name.end)
      )
      try endLine("an attribute")
      return node
    } catch {
      scratch.removeLast(scratch.count - mark)
      depth = level
      skipsNewlines = false
      let equals = tokens[first + 1]
      skipItem(from: first)
      let value = add(HCLNode(kind: .unreadable, start: equals.end, end: max(equals.end, lastEnd(first))))
      return add(HCLNode(kind: .attribute, start: name.start, end: end(value), a: value, c: name.end))
    }
  }

  /// What must follow an attribute or block: the line's end, which is passed.
  mutating func endLine(_ what: String) throws(Stop) {
    switch peek() {
    case .newline: next()
    case .end: break
    case .comma:
      throw fail("hcl-separator", "a comma follows \(what)", tokens[position], help: "begin a new line instead")
    case .closeBrace where what == "an attribute":
      throw fail(
        "hcl-separator",
        "`}` follows an attribute on its line",
        tokens[position],
        help: "put it on a line of its own"
      )
    default: throw unexpected("hcl-separator", "a new line")
    }
  }

  private mutating func unreadable(_ first: Int) -> UInt32 {
    let start = tokens[first].start
    return add(HCLNode(kind: .unreadable, start: start, end: max(start, lastEnd(first))))
  }
}
