extension Automaton {
  /// All valid UTF-8, after the table of well-formed byte sequences in the Unicode Standard (table 3-7).
  ///
  /// State 0 lies between two scalars. 1, 2 and 3 await that many continuation bytes; 4 to 7 follow E0, ED, F0 and F4,
  /// where the next byte is bounded; 8 is the dead end.
  static let utf8: Automaton = {
    let classes = ByteClasses(cuttingAt: utf8Ranges)
    let width = classes.count
    var table = [UInt32](repeating: 8, count: 9 * width)
    func lead(_ state: Int, _ range: ClosedRange<UInt8>, to next: UInt32) {
      for byte in range { table[state * width + classes[byte]] = next }
    }
    lead(0, 0x00...0x7F, to: 0)
    lead(0, 0xC2...0xDF, to: 1)
    lead(0, 0xE0...0xEF, to: 2)
    lead(0, 0xE0...0xE0, to: 4)
    lead(0, 0xED...0xED, to: 5)
    lead(0, 0xF0...0xF0, to: 6)
    lead(0, 0xF1...0xF3, to: 3)
    lead(0, 0xF4...0xF4, to: 7)
    lead(1, 0x80...0xBF, to: 0)
    lead(2, 0x80...0xBF, to: 1)
    lead(3, 0x80...0xBF, to: 2)
    lead(4, 0xA0...0xBF, to: 1)
    lead(5, 0x80...0x9F, to: 1)
    lead(6, 0x90...0xBF, to: 2)
    lead(7, 0x80...0x8F, to: 2)
    return Automaton(classes: classes, table: table, accepting: [true] + [Bool](repeating: false, count: 8))
  }()

  static let utf8Sink = 8

  private static let utf8Ranges: [ClosedRange<UInt8>] = [
    0x00...0x7F, 0x80...0x8F, 0x90...0x9F, 0xA0...0xBF, 0xC2...0xDF, 0xE0...0xE0, 0xE1...0xEC, 0xED...0xED,
    0xEE...0xEF, 0xF0...0xF0, 0xF1...0xF3, 0xF4...0xF4,
  ]

  static func isValidUTF8(_ bytes: some Sequence<UInt8>) -> Bool { utf8.walk(0, bytes) == 0 }
}
