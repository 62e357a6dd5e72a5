extension Language {
  /// One text; none when the bytes are not valid UTF-8.
  package static func text(_ bytes: some Sequence<UInt8>) -> Language { texts([Array(bytes)]) }

  /// These texts; those that are not valid UTF-8 are left out.
  package static func texts(_ list: [[UInt8]]) -> Language { trie(list, ignoringCase: false) }

  /// One text up to the case of ASCII letters, as the policy engine compares names.
  package static func textIgnoringCase(_ bytes: [UInt8]) -> Language { trie([bytes], ignoringCase: true) }

  /// These texts up to the case of ASCII letters; those that are not valid UTF-8 are left out.
  package static func textsIgnoringCase(_ list: [[UInt8]]) -> Language { trie(list, ignoringCase: true) }

  /// All at once, because uniting them one by one would make every one of the languages in between.
  private static func trie(_ list: [[UInt8]], ignoringCase: Bool) -> Language {
    let texts = list.filter(Automaton.isValidUTF8)
    var classes = ByteClasses()
    if ignoringCase {
      classes.singleOut(texts.lazy.joined().map(folded))
      classes.joinCases()
    } else {
      classes.singleOut(texts.lazy.joined())
    }
    let width = classes.count
    // State 1 is the dead end.
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
    let automaton = Automaton(classes: classes, table: table, accepting: accepting)
    // The states of one text all have different ends before them.
    return texts.count == 1 ? Language(canonical: automaton.canonicalOfMinimal) : Language(minimising: automaton)
  }

  private static func folded(_ byte: UInt8) -> UInt8 { cases(of: byte).last ?? byte }

  /// An ASCII letter in both cases, another byte alone.
  static func cases(of byte: UInt8) -> [UInt8] {
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
