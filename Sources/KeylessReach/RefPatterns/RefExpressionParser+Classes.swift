extension RefExpressionParser {
  /// A class in brackets.
  mutating func readClass() throws(RefPatternError) -> ScalarSet {
    let open = position
    position += 1
    let isNegated = peek() == "^"
    if isNegated { position += 1 }
    var set = ScalarSet()
    let first = position
    // A `]` that stands first is one of the characters.
    while let scalar = peek(), scalar != "]" || position == first {
      if let named = try readPOSIXClass() {
        set.formUnion(named)
      } else if let named = try readNamedClass() {
        set.formUnion(named)
      } else {
        let before = position
        let range = try readRange(open)
        set.formUnion(try cases(ScalarSet(range), before))
      }
    }
    guard peek() == "]" else { throw .invalid(offset(open), "the `[` is not closed") }
    position += 1
    return isNegated ? set.complement : set
  }

  private mutating func readRange(_ open: Int) throws(RefPatternError) -> ClosedRange<UInt32> {
    let before = position
    let first = try readMember(open)
    // A `-` that stands last is one of the characters.
    guard peek() == "-", let next = peek(1), next != "]" else { return first...first }
    position += 1
    let last = try readMember(open)
    if last < first { throw .invalid(offset(before), "the range ends before it begins") }
    return first...last
  }

  private mutating func readMember(_ open: Int) throws(RefPatternError) -> UInt32 {
    guard let scalar = peek() else { throw .invalid(offset(open), "the `[` is not closed") }
    if scalar == "\\" { return try readEscapedScalar() }
    position += 1
    return scalar.value
  }

  /// `[:alpha:]`; nil, and nothing is read, where the `[` is one of the characters.
  private mutating func readPOSIXClass() throws(RefPatternError) -> ScalarSet? {
    guard peek() == "[", peek(1) == ":" else { return nil }
    let start = position + 2
    var end = start
    while end + 1 < scalars.count, scalars[end] != ":" || scalars[end + 1] != "]" { end += 1 }
    guard end + 1 < scalars.count else { return nil }
    var name = String(String.UnicodeScalarView(scalars[start..<end]))
    let isNegated = name.hasPrefix("^")
    if isNegated { name.removeFirst() }
    guard let set = ScalarSet.named(name) else {
      throw .invalid(offset(position), "RE2 knows no class of this name")
    }
    let folded = try cases(set, position)
    position = end + 2
    return isNegated ? folded.complement : folded
  }
}
