import KeylessSource

extension HCLParser {
  /// A literal's text without the white space at its two ends.
  func stripped(_ node: HCLNode) -> (lowerBound: UInt32, upperBound: UInt32) {
    var first: Int?
    var last = Int(node.start)
    HCLLiteral.forEach(text, Int(node.start)..<Int(node.end), isQuoted: node.flags.contains(.quoted)) { unit in
      guard !unit.isSpace else { return }
      if first == nil { first = unit.range.lowerBound }
      last = unit.range.upperBound
    }
    guard let first else { return (node.end, node.start) }
    return (UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: last))
  }

  /// Where a literal ends when a strip marker follows it.
  ///
  /// HashiCorp's scanner cuts a line that ends in `$` or `%`, one space and the line's end before that end, and a marker
  /// takes only what was cut last; so the space stays.
  func strippedEnd(_ node: HCLNode) -> UInt32 {
    let end = Int(node.end)
    if !node.flags.contains(.quoted), end - Int(node.start) >= 3, text[end - 1] == 0x0A,
      UTF8Scalar.isSpace(Unicode.Scalar(text[end - 2])),
      text[end - 3] == UInt8(ascii: "$") || text[end - 3] == UInt8(ascii: "%")
    {
      return node.end - 1
    }
    return stripped(node).upperBound
  }

  /// Refuses escapes that mean nothing; the literal stays.
  mutating func checkEscapes(_ token: HCLToken, isQuoted: Bool = true) {
    guard isQuoted else { return }
    var wrong: [Range<Int>] = []
    HCLLiteral.forEach(text, Int(token.start)..<Int(token.end), isQuoted: true) { unit in
      if unit.isWrong { wrong.append(unit.range) }
    }
    for range in wrong {
      let escape = HCLToken(
        kind: .literal,
        start: UInt32(truncatingIfNeeded: range.lowerBound),
        end: UInt32(truncatingIfNeeded: range.upperBound)
      )
      error(
        "hcl-string",
        "`\(quote(escape))` is no escape",
        range,
        help: "the escapes are \\n, \\r, \\t, \\\", \\\\, \\uXXXX and \\UXXXXXXXX; a backslash itself is \\\\"
      )
    }
  }

  /// What `<<-` does: the smallest indentation of a line is taken from all of them.
  ///
  /// Lines are judged as strip markers left them. An empty line has no say, and one that begins with a sequence has none.
  mutating func removeIndentation(_ flat: [UInt32]) {
    var smallest = Int.max
    var lines: [UInt32] = []
    var isLineStart = true
    for part in flat {
      guard part != HCLNode.none else {
        if isLineStart { smallest = 0 }
        isLineStart = false
        continue
      }
      let node = nodes[Int(part)]
      let endsLine = node.end > node.start && text[Int(node.end) - 1] == 0x0A
      if isLineStart {
        let (count, end) = indentation(node, atMost: Int.max)
        if !(endsLine && end == Int(node.end)) {
          smallest = min(smallest, count)
          lines.append(part)
        }
      }
      isLineStart = endsLine
    }
    for line in lines where smallest > 0 {
      nodes[Int(line)].start = UInt32(truncatingIfNeeded: indentation(nodes[Int(line)], atMost: smallest).end)
    }
  }

  /// How many spaces a literal begins with, up to a number, and where they end.
  private func indentation(_ node: HCLNode, atMost: Int) -> (count: Int, end: Int) {
    var (count, index) = (0, Int(node.start))
    while index < Int(node.end), count < atMost {
      let (scalar, length) = UTF8Scalar.decode(text, at: index)
      guard UTF8Scalar.isSpace(scalar) else { break }
      index += length
      count += 1
    }
    return (count, index)
  }
}
