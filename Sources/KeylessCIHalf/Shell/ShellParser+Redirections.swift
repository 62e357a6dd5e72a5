import KeylessSource

/// Where a command reads and writes: `> file`, `2>&1`, here-documents and here-strings.
extension ShellParser {
  mutating func redirections() -> [ShellCommand.Redirection] {
    var found: [ShellCommand.Redirection] = []
    skipBlanks()
    while let next = redirection() {
      found.append(next)
      skipBlanks()
    }
    return found
  }

  mutating func redirection() -> ShellCommand.Redirection? {
    let start = at
    var index = at
    while index < end, bytes[index] >= 0x30, bytes[index] <= 0x39, index - at < 3 { index += 1 }
    let both = index == at && starts("&>")
    guard index < end, both || bytes[index] == UInt8(ascii: ">") || bytes[index] == UInt8(ascii: "<") else {
      return nil
    }
    let descriptor = index > at ? Int(text.text(at..<index)) : nil
    if both { index += 1 }
    at = index
    if starts("<(") || starts(">(") {
      at = start
      return nil
    }
    let kind: ShellCommand.Redirection.Kind
    switch true {
    case starts("<<<"): (kind, at) = (.hereString, at + 3)
    case starts("<<"): return hereDocument(descriptor)
    case starts(">>"): (kind, at) = (.append, at + 2)
    case starts(">&"), starts("<&"): (kind, at) = (.duplicate, at + 2)
    case starts(">|"): (kind, at) = (.output, at + 2)
    case starts("<>"): (kind, at) = (.input, at + 2)
    case starts(">"): (kind, at) = (.output, at + 1)
    default: (kind, at) = (.input, at + 1)
    }
    skipBlanks()
    guard let target = word() else { return nil }
    return ShellCommand.Redirection(kind: kind, descriptor: descriptor, target: target)
  }

  /// The text between the next line end and the word's own line.
  mutating func hereDocument(_ descriptor: Int?) -> ShellCommand.Redirection? {
    at += 2
    let strips = starts("-")
    if strips { at += 1 }
    skipBlanks()
    guard let delimiter = word() else { return nil }
    let isQuoted = delimiter.source.utf8.contains { $0 == 0x22 || $0 == 0x27 || $0 == 0x5C }
    let line = lineEnd(at)
    let first = jumps[line] ?? min(end, line + 1)
    var start = first
    let mark = Array((delimiter.text ?? delimiter.source).utf8)
    while start < end {
      let stop = lineEnd(start)
      var content = start
      if strips { while content < stop, bytes[content] == 0x09 { content += 1 } }
      if bytes[content..<stop].elementsEqual(mark) { break }
      start = stop + 1
    }
    let body = first..<min(start, end)
    jumps[line] = min(end, start < end ? lineEnd(start) + 1 : end)
    var target = ShellWord(parts: [], span: text.span(of: body), source: text.text(body))
    if isQuoted {
      target.parts = [.literal(target.source, isQuoted: true)]
    } else {
      target.parts = within(body) { $0.quoted(until: nil) }
    }
    return ShellCommand.Redirection(kind: .hereDocument, descriptor: descriptor, target: target)
  }
}
