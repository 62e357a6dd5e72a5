package import KeylessSource

/// Reads POSIX sh, and what of bash stands in CI scripts, into its commands.
///
/// It never fails: what it does not understand it leaves out, with its place in `unknowns`. Nesting and the number of
/// commands are bounded.
package struct ShellParser {
  package private(set) var unknowns: [Located<String>] = []
  let text: ScriptText
  let bytes: [UInt8]
  var at: Int
  let end: Int
  private var depth: Int
  private var budget = Budget()
  /// Line ends behind which the text of a here-document stands, and where the script goes on.
  private var jumps: [Int: Int] = [:]
  private let openAt: [Int: Int]

  /// What all parts of one script may use together.
  private struct Budget {
    var commands = 4000
  }

  private static let deepest = 40
  private static let largest = 1 << 18
  /// Ends that were looked for and are not there, so that nobody looks twice.
  private var missing: Set<String> = []

  package init(_ text: ScriptText) {
    self.init(text, 0..<text.bytes.count, depth: 0)
  }

  private init(_ text: ScriptText, _ range: Range<Int>, depth: Int) {
    self.text = text
    bytes = text.bytes
    at = range.lowerBound
    end = range.upperBound
    self.depth = depth
    openAt = Dictionary(text.open.map { ($0.lowerBound, $0.upperBound) }) { first, _ in first }
  }

  /// The whole script.
  package mutating func script() -> [ShellItem] {
    var items: [ShellItem] = []
    guard bytes.count <= Self.largest else {
      unknown("the script is larger than \(Self.largest) bytes", 0..<1)
      return []
    }
    while at < end {
      let before = at
      items += list(until: [])
      skipBlanks()
      if at < end, at == before || isStray() {
        unknown("`\(text.text(at..<min(end, at + 1)))` stands where a command is expected", at..<at + 1)
        at += 1
      }
    }
    return items
  }

  private func isStray() -> Bool { bytes[at] == UInt8(ascii: ")") || bytes[at] == UInt8(ascii: "}") }

  // MARK: Lists

  private mutating func list(until words: Set<String>, close: UInt8? = nil) -> [ShellItem] {
    var items: [ShellItem] = []
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else {
      unknown("the script is nested deeper than \(Self.deepest) levels", at..<min(end, at + 1))
      at = end
      return []
    }
    while true {
      skipSeparators()
      guard at < end else { return items }
      if let close, bytes[at] == close { return items }
      if bytes[at] == UInt8(ascii: ")") { return items }
      if starts(";;") { return items }
      if let word = reserved(), words.contains(word) || (words.isEmpty && close == nil && Self.ends.contains(word)) {
        if words.contains(word) { return items }
        at += word.utf8.count
        continue
      }
      let before = at
      if let item = andOr() { items.append(item) }
      if at == before {
        unknown("`\(text.text(at..<at + 1))` is not understood", at..<at + 1)
        at += 1
      }
    }
  }

  private static let ends: Set<String> = ["then", "else", "elif", "fi", "do", "done", "esac", "}"]

  private mutating func andOr() -> ShellItem? {
    guard var left = pipeline() else { return nil }
    while true {
      skipBlanks()
      let isAnd = starts("&&")
      guard isAnd || starts("||") else { break }
      at += 2
      skipLines()
      guard let right = pipeline() else { break }
      left = isAnd ? .and(left, right) : .or(left, right)
    }
    skipBlanks()
    if at < end, bytes[at] == UInt8(ascii: "&"), !starts("&&") {
      at += 1
      return .subshell([left], [])
    }
    return left
  }

  private mutating func pipeline() -> ShellItem? {
    skipBlanks()
    while let word = reserved(), word == "!" || word == "time" {
      at += word.utf8.count
      skipBlanks()
    }
    guard let first = command() else { return nil }
    var items = [first]
    while true {
      skipBlanks()
      guard at < end, bytes[at] == UInt8(ascii: "|"), !starts("||") else { break }
      at += starts("|&") ? 2 : 1
      skipLines()
      guard let next = command() else { break }
      items.append(next)
    }
    return items.count == 1 ? first : .pipeline(items)
  }

  // MARK: Commands

  private mutating func command() -> ShellItem? {
    skipBlanks()
    guard at < end else { return nil }
    budget.commands -= 1
    guard budget.commands > 0 else {
      if budget.commands == 0 { unknown("the script has more than 4000 commands", at..<min(end, at + 1)) }
      at = end
      return nil
    }
    if starts("(("), let close = closing("))") {
      at = close
      return .command(ShellCommand(span: text.span(of: close - 2..<close)))
    }
    if bytes[at] == UInt8(ascii: "(") {
      at += 1
      let items = list(until: [], close: UInt8(ascii: ")"))
      expect(")")
      return .subshell(items, redirections())
    }
    switch reserved() {
    case "{":
      at += 1
      let items = list(until: ["}"])
      expect("}")
      return .group(items, redirections())
    case "if": return choice()
    case "case": return alternatives()
    case "for", "select": return loop()
    case "while", "until":
      at += 5
      let asked = list(until: ["do"])
      expect("do")
      let body = list(until: ["done"])
      expect("done")
      return wrapped(.loop(variable: nil, words: [], asked: asked, body))
    case "function":
      at += 8
      skipBlanks()
      guard let name = word() else { return nil }
      skipBlanks()
      if starts("(") { at = min(end, at + 1); skipBlanks(); expect(")") }
      return function(name.source)
    case "[[":
      let start = at
      at = closing("]]") ?? lineEnd(at)
      let part = ShellWord(parts: [.literal("[[", isQuoted: false)], span: text.span(of: start..<at), source: "[[")
      return .command(ShellCommand(words: [part], span: text.span(of: start..<at)))
    default: return simple()
    }
  }

  private mutating func choice() -> ShellItem {
    at += 2
    var asked = list(until: ["then"])
    expect("then")
    var bodies = [list(until: ["elif", "else", "fi"])]
    var isTotal = false
    while let word = reserved(), word == "elif" || word == "else" {
      at += 4
      if word == "elif" {
        asked += list(until: ["then"])
        expect("then")
      } else {
        isTotal = true
      }
      bodies.append(list(until: ["elif", "else", "fi"]))
    }
    expect("fi")
    return wrapped(.choice(asked: asked, bodies, isTotal: isTotal))
  }

  private mutating func alternatives() -> ShellItem {
    at += 4
    skipBlanks()
    _ = word()
    skipLines()
    expect("in")
    var bodies: [[ShellItem]] = []
    var isTotal = false
    while true {
      skipSeparators()
      guard at < end, reserved() != "esac" else { break }
      if bytes[at] == UInt8(ascii: "(") { at += 1 }
      var patterns: [String?] = []
      skipBlanks()
      while at < end, bytes[at] != UInt8(ascii: ")"), bytes[at] != 0x0A {
        let before = at
        if bytes[at] == UInt8(ascii: "|") { at += 1 } else { patterns.append(word()?.text) }
        skipBlanks()
        if at == before { at += 1 }
      }
      if patterns.contains("*") { isTotal = true }
      expect(")")
      bodies.append(list(until: ["esac"]))
      if starts(";;") { at += starts(";;&") ? 3 : 2 }
    }
    expect("esac")
    return wrapped(.choice(asked: [], bodies, isTotal: isTotal))
  }

  private mutating func loop() -> ShellItem {
    at += reserved()?.utf8.count ?? 0
    skipBlanks()
    let variable = word()?.text
    var words: [ShellWord] = []
    skipLines()
    if reserved() == "in" {
      at += 2
      skipBlanks()
      while at < end, !isOperator(at), let next = word() {
        words.append(next)
        skipBlanks()
      }
    }
    skipSeparators()
    expect("do")
    let body = list(until: ["done"])
    expect("done")
    return wrapped(.loop(variable: variable, words: words, asked: [], body))
  }

  /// A compound command with its redirections.
  private mutating func wrapped(_ item: ShellItem) -> ShellItem {
    let redirections = redirections()
    return redirections.isEmpty ? item : .group([item], redirections)
  }

  private mutating func function(_ name: String) -> ShellItem {
    skipLines()
    let body = command()
    return .function(name, body.map { [$0] } ?? [])
  }

  private mutating func redirections() -> [ShellCommand.Redirection] {
    var found: [ShellCommand.Redirection] = []
    skipBlanks()
    while let next = redirection() {
      found.append(next)
      skipBlanks()
    }
    return found
  }

  private mutating func simple() -> ShellItem? {
    let start = at
    var command = ShellCommand(span: text.span(of: at..<at))
    var last = at
    while true {
      skipBlanks()
      guard at < end else { break }
      if command.redirections.count < 64, let next = redirection() {
        command.redirections.append(next)
        last = at
        continue
      }
      guard !isOperator(at), bytes[at] != UInt8(ascii: "#") else { break }
      if command.words.isEmpty, let assignment = assignment() {
        command.assignments.append(assignment)
      } else if let next = word() {
        command.words.append(next)
        let ahead = at
        if command.words.count == 1, command.assignments.isEmpty, starts("(") {
          at += 1
          skipBlanks()
          if starts(")") {
            at += 1
            return function(next.source)
          }
          at = ahead
          break
        }
      } else {
        break
      }
      last = at
    }
    guard last > start else { return nil }
    command.span = text.span(of: start..<last)
    return .command(command)
  }

  private mutating func assignment() -> ShellCommand.Assignment? {
    var index = at
    guard index < end, isNameStart(bytes[index]) else { return nil }
    while index < end, isName(bytes[index]) { index += 1 }
    let name = at..<index
    var appends = false
    if index + 1 < end, bytes[index] == UInt8(ascii: "+"), bytes[index + 1] == UInt8(ascii: "=") {
      appends = true
      index += 1
    }
    guard index < end, bytes[index] == UInt8(ascii: "=") else { return nil }
    at = index + 1
    if at < end, bytes[at] == UInt8(ascii: "("), let close = closing(")") {
      // An array of bash has no single value.
      let span = at..<close
      at = close
      return ShellCommand.Assignment(
        name: Located(text.text(name), at: text.span(of: name)),
        value: ShellWord(
          parts: [.expansion(text.text(span))],
          span: text.span(of: span),
          source: text.text(span)
        ),
        appends: appends
      )
    }
    let place = at
    let value =
      word() ?? ShellWord(parts: [], span: text.span(of: name.lowerBound..<place), source: "")
    return ShellCommand.Assignment(
      name: Located(text.text(name), at: text.span(of: name)),
      value: value,
      appends: appends
    )
  }

  private mutating func redirection() -> ShellCommand.Redirection? {
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
  private mutating func hereDocument(_ descriptor: Int?) -> ShellCommand.Redirection? {
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
      var inner = ShellParser(text, body, depth: depth)
      target.parts = inner.quoted(until: nil)
      unknowns += inner.unknowns
    }
    return ShellCommand.Redirection(kind: .hereDocument, descriptor: descriptor, target: target)
  }

  // MARK: Words

  mutating func word() -> ShellWord? {
    let start = at
    var parts: [ShellWord.Part] = []
    while at < end {
      if let stop = openAt[at] {
        parts.append(.open(text.text(at..<min(stop, end))))
        at = min(stop, end)
        continue
      }
      let byte = bytes[at]
      switch byte {
      case 0x27:
        let close = bytes[min(at + 1, end)..<end].firstIndex(of: 0x27)
        if close == nil { unknown("the quote is not closed", at..<at + 1) }
        literal(text.text(min(at + 1, end)..<(close ?? end)), true, &parts)
        at = close.map { $0 + 1 } ?? end
      case 0x22:
        let place = at
        at += 1
        let inner = quoted(until: 0x22)
        parts += inner.isEmpty ? [.literal("", isQuoted: true)] : inner
        if at < end { at += 1 } else { unknown("the quote is not closed", place..<place + 1) }
      case UInt8(ascii: "\\"):
        if at + 1 < end, bytes[at + 1] == 0x0A { at += 2; continue }
        let stop = character(after: at + 1)
        literal(text.text(min(at + 1, end)..<stop), true, &parts)
        at = stop
      case UInt8(ascii: "$"), UInt8(ascii: "`"): parts.append(expansion(isQuoted: false))
      case UInt8(ascii: "<") where starts("<("), UInt8(ascii: ">") where starts(">("):
        let place = at
        at += 2
        let items = list(until: [], close: UInt8(ascii: ")"))
        expect(")")
        parts.append(.substitution(items, source: text.text(place..<at)))
      default:
        if isOperator(at) || byte == 0x20 || byte == 0x09 || byte == 0x0D { return finish(parts, start) }
        let from = at
        while at < end, !isWordEnd(at) { at += 1 }
        if at == from { at += 1 }
        literal(text.text(from..<at), false, &parts)
      }
    }
    return finish(parts, start)
  }

  private func finish(_ parts: [ShellWord.Part], _ start: Int) -> ShellWord? {
    guard at > start else { return nil }
    return ShellWord(parts: parts, span: text.span(of: start..<at), source: text.text(start..<at))
  }

  private func literal(_ text: String, _ isQuoted: Bool, _ parts: inout [ShellWord.Part]) {
    if case .literal(let last, let wasQuoted)? = parts.last, wasQuoted == isQuoted {
      parts[parts.count - 1] = .literal(last + text, isQuoted: isQuoted)
    } else {
      parts.append(.literal(text, isQuoted: isQuoted))
    }
  }

  /// What stands between double quotes, or in a here-document; stops at the closing quote.
  private mutating func quoted(until close: UInt8?) -> [ShellWord.Part] {
    var parts: [ShellWord.Part] = []
    var run = at
    func flush(_ parser: ShellParser, _ parts: inout [ShellWord.Part]) {
      if run < parser.at { parser.literal(parser.text.text(run..<parser.at), true, &parts) }
    }
    while at < end, close == nil || bytes[at] != close {
      if let stop = openAt[at] {
        flush(self, &parts)
        parts.append(.open(text.text(at..<min(stop, end))))
        at = min(stop, end)
        run = at
      } else if bytes[at] == UInt8(ascii: "\\"), at + 1 < end, Self.escapable.contains(bytes[at + 1]) {
        flush(self, &parts)
        run = bytes[at + 1] == 0x0A ? at + 2 : at + 1
        at += 2
      } else if bytes[at] == UInt8(ascii: "$") || bytes[at] == UInt8(ascii: "`") {
        flush(self, &parts)
        parts.append(expansion(isQuoted: true))
        run = at
      } else {
        at += 1
      }
    }
    flush(self, &parts)
    return parts
  }

  private static let escapable: Set<UInt8> = [0x24, 0x60, 0x22, 0x5C, 0x0A]

  private mutating func expansion(isQuoted: Bool) -> ShellWord.Part {
    let start = at
    if bytes[at] == UInt8(ascii: "`") {
      let close = bytes[min(at + 1, end)..<end].firstIndex(of: UInt8(ascii: "`")) ?? end
      var inner = ShellParser(text, min(at + 1, end)..<close, depth: depth + 1)
      inner.budget = budget
      let items = depth < Self.deepest ? inner.script() : []
      budget = inner.budget
      unknowns += inner.unknowns
      at = min(end, close + 1)
      return .substitution(items, source: text.text(start..<at))
    }
    if starts("$(("), let close = closing("))") {
      at = close
      return .expansion(text.text(start..<at))
    }
    if starts("$(") {
      at += 2
      let items = list(until: [], close: UInt8(ascii: ")"))
      expect(")")
      return .substitution(items, source: text.text(start..<at))
    }
    if starts("${") { return braced() }
    if starts("$'"), !isQuoted {
      let close = bytes[min(at + 2, end)..<end].firstIndex(of: 0x27) ?? end
      at = min(end, close + 1)
      return .expansion(text.text(start..<at))
    }
    at += 1
    guard at < end else { return .literal("$", isQuoted: isQuoted) }
    if isNameStart(bytes[at]) {
      let name = at
      while at < end, isName(bytes[at]) { at += 1 }
      return .variable(text.text(name..<at), otherwise: nil)
    }
    if "@*#?-$!0123456789".utf8.contains(bytes[at]) {
      at += 1
      return .expansion(text.text(start..<at))
    }
    return .literal("$", isQuoted: isQuoted)
  }

  /// `${NAME}`, `${NAME:-other}`, and every other form as it is written.
  private mutating func braced() -> ShellWord.Part {
    let start = at
    at += 2
    let name = at
    while at < end, isName(bytes[at]) { at += 1 }
    let text = text.text(name..<at)
    guard !text.isEmpty, at < end else { return skipBraced(start) }
    if bytes[at] == UInt8(ascii: "}") {
      at += 1
      return .variable(text, otherwise: nil)
    }
    if starts(":-") || starts("-") || starts(":=") {
      at += starts("-") ? 1 : 2
      depth += 1
      defer { depth -= 1 }
      guard depth < Self.deepest else { return skipBraced(start) }
      let other = quoted(until: UInt8(ascii: "}")).compactMap(Self.unquoted)
      if at < end { at += 1 }
      return .variable(text, otherwise: other)
    }
    if starts(":+") || starts("+") {
      at += starts("+") ? 1 : 2
      depth += 1
      defer { depth -= 1 }
      guard depth < Self.deepest else { return skipBraced(start) }
      let other = quoted(until: UInt8(ascii: "}")).compactMap(Self.unquoted)
      if at < end { at += 1 }
      return .presence(text, other)
    }
    if starts(":?") || starts("?") {
      _ = skipBraced(start)
      return .variable(text, otherwise: nil)
    }
    return skipBraced(start)
  }

  /// Quotes inside `${X:-"…"}` are not part of its text.
  private static func unquoted(_ part: ShellWord.Part) -> ShellWord.Part? {
    guard case .literal(let text, let isQuoted) = part else { return part }
    let bare = text.filter { $0 != "\"" && $0 != "'" }
    return bare.isEmpty ? nil : .literal(bare, isQuoted: isQuoted)
  }

  private mutating func skipBraced(_ start: Int) -> ShellWord.Part {
    var open = 1
    while at < end, open > 0 {
      if bytes[at] == UInt8(ascii: "\\") { at += 1 } else if starts("${") { open += 1 }
      if at < end, bytes[at] == UInt8(ascii: "}") { open -= 1 }
      at += 1
    }
    at = min(at, end)
    return .expansion(text.text(start..<at))
  }

  // MARK: Bytes

  private mutating func unknown(_ reason: String, _ range: Range<Int>) {
    guard unknowns.count < 20 else { return }
    unknowns.append(Located(reason, at: text.span(of: range.lowerBound..<min(range.upperBound, bytes.count))))
  }

  private func starts(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard at + count <= end else { return false }
    return text.withUTF8Buffer { buffer in
      buffer.indices.allSatisfy { unsafe buffer[$0] == bytes[at + $0] }
    }
  }

  private mutating func expect(_ text: String) {
    skipSeparators()
    if at + text.utf8.count <= end, bytes[at..<at + text.utf8.count].elementsEqual(text.utf8) {
      at += text.utf8.count
    } else {
      unknown("`\(text)` is missing", min(at, max(0, end - 1))..<min(at + 1, end))
    }
  }

  /// The reserved word that stands here, where a command is expected.
  private func reserved() -> String? {
    var stop = at
    while stop < end, stop - at < 10, !isWordEnd(stop), bytes[stop] != UInt8(ascii: "=") { stop += 1 }
    let word = text.text(at..<stop)
    guard stop == end || isSpace(bytes[stop]) || isOperator(stop) else { return nil }
    return Self.words.contains(word) ? word : nil
  }

  private static let words: Set<String> = [
    "if", "then", "else", "elif", "fi", "for", "select", "while", "until", "do", "done", "case", "esac", "in", "{", "}",
    "!", "time", "function", "[[",
  ]

  private mutating func skipBlanks() {
    while at < end {
      if bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D {
        at += 1
      } else if bytes[at] == UInt8(ascii: "\\"), at + 1 < end, bytes[at + 1] == 0x0A {
        at += 2
      } else {
        return
      }
    }
  }

  private mutating func skipLines() {
    while at < end {
      let before = at
      skipBlanks()
      if at < end, bytes[at] == 0x0A {
        at = jumps[at] ?? at + 1
      } else if at < end, bytes[at] == UInt8(ascii: "#") {
        at = lineEnd(at)
      }
      if at == before { return }
    }
  }

  private mutating func skipSeparators() {
    while at < end {
      skipLines()
      guard at < end, bytes[at] == UInt8(ascii: ";"), !starts(";;") else { return }
      at += 1
    }
  }

  /// Past the next `close` on any line.
  private mutating func closing(_ close: String) -> Int? {
    guard !missing.contains(close) else { return nil }
    let mark = Array(close.utf8)
    var index = at
    while index + mark.count <= end {
      if bytes[index..<index + mark.count].elementsEqual(mark) { return index + mark.count }
      index += 1
    }
    missing.insert(close)
    return nil
  }

  private func lineEnd(_ start: Int) -> Int {
    guard start < end else { return end }
    return bytes[start..<end].firstIndex(of: 0x0A) ?? end
  }

  private func character(after start: Int) -> Int {
    var index = min(end, start + 1)
    while index < end, bytes[index] & 0xC0 == 0x80 { index += 1 }
    return index
  }

  private func isOperator(_ index: Int) -> Bool {
    switch bytes[index] {
    case 0x0A, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "<"), UInt8(ascii: ">"):
      true
    default: false
    }
  }

  private func isWordEnd(_ index: Int) -> Bool {
    switch bytes[index] {
    case 0x27, 0x22, 0x5C, 0x24, 0x60: true
    default: isSpace(bytes[index]) || isOperator(index) || openAt[index] != nil
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private func isNameStart(_ byte: UInt8) -> Bool { byte == 0x5F || (byte | 0x20) &- 0x61 < 26 }

  private func isName(_ byte: UInt8) -> Bool { isNameStart(byte) || byte &- 0x30 < 10 }
}
