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
  let end: Int
  var depth: Int
  var budget = Budget()
  /// Line ends behind which the text of a here-document stands, and where the script goes on.
  var jumps: [Int: Int] = [:]
  let openAt: [Int: Int]

  /// What all parts of one script may use together.
  struct Budget {
    var commands = 4000
  }

  static let deepest = 40
  private static let largest = 1 << 18
  /// Ends that were looked for and are not there, so that nobody looks twice.
  var missing: Set<String> = []

  package init(_ text: ScriptText) {
    self.init(text, 0..<text.bytes.count, depth: 0)
  }

  init(_ text: ScriptText, _ range: Range<Int>, depth: Int) {
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

  mutating func list(until words: Set<String>, close: UInt8? = nil) -> [ShellItem] {
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

  static let ends: Set<String> = ["then", "else", "elif", "fi", "do", "done", "esac", "}"]

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

  mutating func pipeline() -> ShellItem? {
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
}
