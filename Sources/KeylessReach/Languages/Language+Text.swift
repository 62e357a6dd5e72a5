extension Language {
  /// One text; none when the bytes are not valid UTF-8.
  package static func text(_ bytes: some Sequence<UInt8>) -> Language { texts([Array(bytes)]) }

  /// These texts; those that are not valid UTF-8 are left out.
  package static func texts(_ list: [[UInt8]]) -> Language {
    let texts = list.filter(Automaton.isValidUTF8)
    var classes = ByteClasses()
    classes.singleOut(texts.lazy.joined())
    let width = classes.count
    // The trie; state 1 is the dead end.
    var table = [UInt32](repeating: 1, count: 2 * width)
    var accepting = [false, false]
    for text in texts {
      var state = 0
      for byte in text {
        let slot = state * width + classes[byte]
        if table[slot] == 1 {
          table[slot] = UInt32(accepting.count)
          accepting.append(false)
          table.append(contentsOf: repeatElement(1, count: width))
        }
        state = Int(table[slot])
      }
      accepting[state] = true
    }
    return Language(minimising: Automaton(classes: classes, table: table, accepting: accepting))
  }

  /// One text up to the case of ASCII letters, as the policy engine compares names.
  package static func textIgnoringCase(_ bytes: [UInt8]) -> Language {
    guard Automaton.isValidUTF8(bytes) else { return none }
    let ranges = bytes.flatMap { byte in cases(of: byte).map { $0...$0 } }
    let classes = ByteClasses(cuttingAt: ranges)
    let width = classes.count
    let dead = UInt32(bytes.count + 1)
    var table = [UInt32](repeating: dead, count: (bytes.count + 2) * width)
    for (place, byte) in bytes.enumerated() {
      for form in cases(of: byte) { table[place * width + classes[form]] = UInt32(place + 1) }
    }
    let accepting = (0..<bytes.count + 2).map { $0 == bytes.count }
    return Language(minimising: Automaton(classes: classes, table: table, accepting: accepting))
  }

  private static func cases(of byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): [byte & ~0x20, byte]
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): [byte, byte | 0x20]
    default: [byte]
    }
  }

  /// One ASCII character out of a set; what is not ASCII is left out.
  package static func bytes(_ allowed: Set<UInt8>) -> Language { bytes(allowed.sorted().map { $0...$0 }) }

  /// One ASCII character out of these ranges; what is not ASCII is left out.
  package static func bytes(_ ranges: [ClosedRange<UInt8>]) -> Language {
    Expression.bytes(ranges.filter { $0.lowerBound < 0x80 }.map { $0.clamped(to: 0...0x7F) }).language
  }
}
