extension RefExpressionParser {
  /// A `\` outside a class, and what it stands before.
  mutating func readEscape() throws(RefPatternError) {
    let first = position
    switch peek(1) {
    case "b": append(.place(.wordEdge))
    case "B": append(.place(.noWordEdge))
    case "A": append(.place(.textStart))
    case "z": append(.place(.textEnd))
    case "C": throw .notRead(offset(first), "`\\C`, a byte of a character, is not read")
    case "Q":
      position += 2
      return try readQuoted()
    default:
      if let set = try readNamedClass() { return append(.scalars(set)) }
      let scalar = try readEscapedScalar()
      return append(.scalars(try cases(ScalarSet(scalar...scalar), first)))
    }
    position += 2
  }

  /// To `\E` or the end, each character for itself.
  private mutating func readQuoted() throws(RefPatternError) {
    while let scalar = peek() {
      if scalar == "\\", peek(1) == "E" {
        position += 2
        return
      }
      try append(literal: scalar, position)
      position += 1
    }
  }

  /// A class behind a `\`, in or outside brackets; nil, and nothing is read, where there is none.
  mutating func readNamedClass() throws(RefPatternError) -> ScalarSet? {
    guard peek() == "\\", let letter = peek(1) else { return nil }
    let set: ScalarSet
    switch letter {
    case "d", "D": set = try cases(.digits, position)
    case "w", "W": set = try cases(.words, position)
    case "s", "S": set = try cases(.spaces, position)
    case "p", "P": throw .notRead(offset(position), "a class of Unicode is not read; name the characters")
    default: return nil
    }
    position += 2
    // Folded first, so that what a letter is another case of stays outside.
    return ("A"..."Z").contains(letter) ? set.complement : set
  }

  /// The one scalar that a `\` and what follows stand for, in or outside brackets.
  mutating func readEscapedScalar() throws(RefPatternError) -> UInt32 {
    let first = position
    position += 1
    guard let scalar = peek() else { throw .invalid(offset(first), "the `\\` stands before nothing") }
    position += 1
    switch scalar {
    case "1"..."7":
      // One digit alone would refer to a group.
      guard let next = peek(), ("0"..."7").contains(next) else {
        throw .invalid(offset(first), "RE2 has no reference to a group")
      }
      return readOctal(scalar)
    case "0": return readOctal(scalar)
    case "8", "9": throw .invalid(offset(first), "RE2 has no reference to a group")
    case "x": return try readHexadecimal(first)
    case "a": return 0x07
    case "f": return 0x0C
    case "n": return 0x0A
    case "r": return 0x0D
    case "t": return 0x09
    case "v": return 0x0B
    case "k": throw .invalid(offset(first), "RE2 has no reference to a group")
    default:
      if scalar.isASCII, !ScalarSet.words.contains(scalar.value) { return scalar.value }
      throw .invalid(offset(first), "RE2 knows no `\\\(scalar)`")
    }
  }

  /// Up to two more digits.
  private mutating func readOctal(_ digit: Unicode.Scalar) -> UInt32 {
    var value = digit.value - 0x30
    for _ in 0..<2 {
      guard let next = peek(), ("0"..."7").contains(next) else { break }
      value = value * 8 + next.value - 0x30
      position += 1
    }
    return value
  }

  /// Two digits, or any number in braces.
  private mutating func readHexadecimal(_ first: Int) throws(RefPatternError) -> UInt32 {
    var value: UInt32 = 0
    var count = 0
    let isBraced = peek() == "{"
    if isBraced { position += 1 }
    while isBraced || count < 2, let digit = peek().flatMap({ Character($0).hexDigitValue }), peek()?.isASCII == true {
      value = value * 16 + UInt32(digit)
      if value > ScalarSet.last { throw .invalid(offset(first), "there is no character with this number") }
      count += 1
      position += 1
    }
    if isBraced ? count > 0 && peek() == "}" : count == 2 {
      if isBraced { position += 1 }
      return value
    }
    throw .invalid(offset(first), "behind `\\x` stand two hexadecimal digits, or some in braces")
  }
}
