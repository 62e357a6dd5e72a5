package import KeylessSource

/// Reads POSIX sh, and what of bash stands in CI scripts, into its commands.
///
/// It never fails: what it does not understand it leaves out, with its place in `unknowns`. Nesting and the number of
/// commands are bounded.
package struct ShellParser {
  package internal(set) var unknowns: [Located<String>] = []
  let text: ScriptText
  let bytes: [UInt8]
  var at: Int
  private(set) var end: Int
  var depth = 0
  /// How many commands may still follow.
  var commands = Self.most
  /// Line ends behind which the text of a here-document stands, and where the script goes on.
  var jumps: [Int: Int] = [:]
  let openAt: [Int: Int]

  static let most = 4000
  static let deepest = 40
  private static let largest = 1 << 18
  /// Ends that were looked for and are not there, so that nobody looks twice.
  var missing: Set<String> = []

  package init(_ text: ScriptText) {
    self.text = text
    bytes = text.bytes
    at = 0
    end = bytes.count
    openAt = Dictionary(text.open.map { ($0.lowerBound, $0.upperBound) }) { first, _ in first }
  }

  /// Reads a part of the script on its own, out of what all of it may use.
  mutating func within<Found>(_ range: Range<Int>, _ read: (inout ShellParser) -> Found) -> Found {
    var inner = self
    inner.at = range.lowerBound
    inner.end = range.upperBound
    inner.depth += 1
    inner.jumps = [:]
    inner.missing = []
    let found = read(&inner)
    commands = inner.commands
    unknowns = inner.unknowns
    return found
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

  mutating func list(until words: Set<String>, close: UInt8? = nil) -> [ShellItem] {
    var items: [ShellItem] = []
    depth += 1
    defer { depth -= 1 }
    guard !isTooDeep() else { return [] }
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

  /// Says so and gives the rest up where the nesting has no end.
  mutating func isTooDeep() -> Bool {
    guard depth >= Self.deepest else { return false }
    unknown("the script is nested deeper than \(Self.deepest) levels", at..<min(end, at + 1))
    at = end
    return true
  }

  static let ends: Set<String> = ["then", "else", "elif", "fi", "do", "done", "esac", "}"]

  private mutating func andOr() -> ShellItem? {
    guard let first = pipeline() else { return nil }
    var links: [ShellItem.Link] = []
    while true {
      skipBlanks()
      let isAnd = starts("&&")
      guard isAnd || starts("||") else { break }
      at += 2
      skipLines()
      guard let right = pipeline() else { break }
      links.append(ShellItem.Link(isAnd: isAnd, item: right))
    }
    let list = links.isEmpty ? first : .list(first, links)
    skipBlanks()
    if at < end, bytes[at] == UInt8(ascii: "&"), !starts("&&") {
      at += 1
      return .background(list)
    }
    return list
  }

  mutating func pipeline() -> ShellItem? {
    skipBlanks()
    var isNegated = false
    while let word = reserved(), word == "!" || word == "time" {
      if word == "!" { isNegated.toggle() }
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
    let item = items.count == 1 ? first : .pipeline(items)
    return isNegated ? .not(item) : item
  }
}
