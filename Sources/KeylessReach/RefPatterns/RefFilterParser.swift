/// Reads a branch or tag filter of GitHub Actions.
///
/// What the documentation leaves open is not read.
struct RefFilterParser {
  private let scalars: [Unicode.Scalar]
  private let offsets: [Int]
  private var position = 0
  private var parts: [RefExpression] = []
  /// Whether a `?` or `+` may follow: a character was read last.
  private var isCharacter = false

  private static let longestSource = 1_000
  private static let special: Set<Unicode.Scalar> = ["*", "?", "+", "[", "]", "\\", "!"]

  static func parse(_ pattern: String) throws(RefPatternError) -> [RefExpression] {
    if pattern.utf8.count > longestSource {
      throw .notRead(longestSource, "a filter of more than \(longestSource) bytes is not read")
    }
    if pattern.isEmpty { throw .invalid(0, "a filter is not empty") }
    var parser = RefFilterParser(pattern)
    return try parser.parse()
  }

  private init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
    var offset = 0
    offsets = scalars.map { scalar in
      defer { offset += UTF8.width(scalar) }
      return offset
    }
  }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  private mutating func parse() throws(RefPatternError) -> [RefExpression] {
    while let scalar = peek() {
      switch scalar {
      case "*": readStars()
      case "?": try repeatLast(least: 0, most: 1)
      case "+": try repeatLast(least: 1, most: nil)
      case "[": try readClass()
      case "\\": try readEscape()
      default: append(ScalarSet(scalar.value...scalar.value), width: 1)
      }
    }
    return parts
  }

  private mutating func append(_ set: ScalarSet, width: Int) {
    parts.append(.scalars(set))
    isCharacter = true
    position += width
  }

  private mutating func readStars() {
    let isSegmentStart = position == 0 || scalars[position - 1] == "/"
    let first = position
    while peek() == "*" { position += 1 }
    isCharacter = false
    let slash = ScalarSet(of: "/")
    if position - first == 1 {
      parts.append(.repeated(.scalars(slash.complement), least: 0, most: nil))
    } else if isSegmentStart, peek() == "/", peek(1) != "?", peek(1) != "+" {
      parts.append(.optional(.sequence([.anything, .scalars(slash)])))
      position += 1
    } else {
      parts.append(.anything)
    }
  }

  private mutating func repeatLast(least: Int, most: Int?) throws(RefPatternError) {
    guard isCharacter, let part = parts.popLast() else {
      throw .invalid(offsets[position], "the `\(scalars[position])` has no character before it to repeat")
    }
    parts.append(.repeated(part, least: least, most: most))
    isCharacter = false
    position += 1
  }

  private mutating func readEscape() throws(RefPatternError) {
    guard let next = peek(1) else { throw .invalid(offsets[position], "the `\\` stands before nothing") }
    guard Self.special.contains(next) else {
      throw .notRead(offsets[position], "what `\\` means before a character without a meaning is not documented")
    }
    append(ScalarSet(next.value...next.value), width: 2)
  }

  private mutating func readClass() throws(RefPatternError) {
    let open = position
    var set = ScalarSet()
    position += 1
    while let first = peek(), first != "]" {
      var last = first
      if peek(1) == "-" {
        guard let end = peek(2), end != "]" else {
          throw .invalid(offsets[position], "the range in brackets has no end")
        }
        last = end
        position += 2
        guard last >= first else { throw .invalid(offsets[position - 2], "the range ends before it begins") }
        guard Self.isRange(first, last) else {
          throw .notRead(offsets[position - 2], "ranges are `a-z`, `A-Z` and `0-9` or lie within these")
        }
      } else if Self.isUnclear(first, isFirst: position == open + 1) {
        throw .notRead(offsets[position], "what `\(first)` means in brackets is not documented")
      }
      position += 1
      set.insert(first.value...last.value)
    }
    guard peek() == "]" else { throw .invalid(offsets[open], "the `[` is not closed") }
    if set.ranges.isEmpty { throw .invalid(offsets[open], "there is nothing in the brackets") }
    append(set, width: 1)
  }

  /// Whether a class may mean something else by it: a negation, a range or an escape.
  private static func isUnclear(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    scalar == "\\" || scalar == "-" || scalar == "[" || isFirst && (scalar == "^" || scalar == "!")
  }

  private static func isRange(_ first: Unicode.Scalar, _ last: Unicode.Scalar) -> Bool {
    let all: [ClosedRange<Unicode.Scalar>] = ["a"..."z", "A"..."Z", "0"..."9"]
    return all.contains { $0.contains(first) && $0.contains(last) }
  }
}
