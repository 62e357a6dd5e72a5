/// The automaton of a pattern: all places of the pattern where a text may stand, as one bit each, moved on by shifting
/// (the Shift-And method), with the set of places as the state.
///
/// Two facts keep it small. All places share one position in the text, so how far the current scalar has come is one
/// number beside the set. And a text that has reached a `*` needs none of the places before it, because whatever they
/// could still match, the `*` matches too: without a `?` behind a `*` the number of states is linear.
struct PatternAutomaton {
  private let tokens: [UInt16]
  /// Words of a set of places.
  private let size: Int
  private let classes: ByteClasses
  /// For each class the places whose literal byte it is.
  private var literals: [UInt64]
  private var anyRuns: [UInt64]
  private var anyScalars: [UInt64]
  private var sets: StateSets

  private static let anyRun: UInt16 = 0x100
  private static let anyScalar: UInt16 = 0x101

  static func build<M: Meter>(_ pieces: [Language.Piece], _ meter: inout M) throws(M.Failure) -> Automaton {
    var construction = PatternAutomaton(pieces)
    return try construction.run(&meter)
  }

  private init(_ pieces: [Language.Piece]) {
    tokens = Self.tokens(pieces)
    size = tokens.count / 64 + 1
    var classes = Automaton.utf8.classes
    classes.singleOut(tokens.lazy.filter { $0 < 0x100 }.map { UInt8(truncatingIfNeeded: $0) })
    self.classes = classes
    literals = [UInt64](repeating: 0, count: classes.count * size)
    anyRuns = [UInt64](repeating: 0, count: size)
    anyScalars = anyRuns
    // One word more: how far the current scalar has come.
    sets = StateSets(width: size + 1)
    for (place, token) in tokens.enumerated() {
      let bit = UInt64(1) << UInt64(place % 64)
      switch token {
      case Self.anyRun: anyRuns[place / 64] |= bit
      case Self.anyScalar: anyScalars[place / 64] |= bit
      default: literals[classes[UInt8(truncatingIfNeeded: token)] * size + place / 64] |= bit
      }
    }
  }

  /// `?` moves before `*` and `*` stands alone: `*?*` is `?*`, and it is deterministic.
  private static func tokens(_ pieces: [Language.Piece]) -> [UInt16] {
    var tokens: [UInt16] = []
    var hasRun = false
    for piece in pieces {
      switch piece {
      case .anyRun: hasRun = true
      case .anyScalar: tokens.append(anyScalar)
      case .literal(let bytes):
        guard !bytes.isEmpty else { continue }
        if hasRun { tokens.append(anyRun) }
        hasRun = false
        tokens += bytes.map(UInt16.init)
      }
    }
    return hasRun ? tokens + [anyRun] : tokens
  }

  private mutating func run<M: Meter>(_ meter: inout M) throws(M.Failure) -> Automaton {
    let utf8 = Automaton.utf8
    let utf8Width = utf8.classes.count
    let width = classes.count
    var utf8Column = [Int](repeating: 0, count: width)
    for byte in 0..<256 { utf8Column[Int(classes.map[byte])] = Int(utf8.classes.map[byte]) }
    var table: [UInt32] = []
    var key = [UInt64](repeating: 0, count: size + 1)
    key[0] = 1
    openRuns(&key)
    _ = sets.number(of: key)
    // Where the bytes of each class of UTF-8 lead that no literal awaits here.
    var others = [UInt32](repeating: 0, count: utf8Width)
    // By column: the last state in which some place awaited its byte; many places await the same one.
    var awaitedIn = [Int](repeating: -1, count: width)
    var state = 0
    while state < sets.count {
      try meter.spend(states: sets.count, work: width + utf8Width * size)
      let phase = Int(sets.word(state, size))
      let row = table.count
      for utf8Class in 0..<utf8Width {
        let next = Int(utf8.table[phase * utf8Width + utf8Class])
        advance(state, nil, next, &key)
        others[utf8Class] = UInt32(sets.number(of: key))
      }
      for column in 0..<width { table.append(others[utf8Column[column]]) }
      for index in 0..<size {
        var places = sets.word(state, index) & ~(anyRuns[index] | anyScalars[index])
        while places != 0 {
          let place = index * 64 + places.trailingZeroBitCount
          places &= places - 1
          guard place < tokens.count else { break }
          let column = classes[UInt8(truncatingIfNeeded: tokens[place])]
          if awaitedIn[column] == state { continue }
          awaitedIn[column] = state
          let next = Int(utf8.table[phase * utf8Width + utf8Column[column]])
          advance(state, column, next, &key)
          table[row + column] = UInt32(sets.number(of: key))
        }
      }
      state += 1
    }
    let (word, bit) = (tokens.count / 64, UInt64(1) << UInt64(tokens.count % 64))
    let accepting = (0..<sets.count).map { sets.word($0, size) == 0 && sets.word($0, word) & bit != 0 }
    return Automaton(classes: classes, table: table, accepting: accepting)
  }

  /// The set after one more byte, of a column or one that no literal awaits; the empty set, whatever the scalar, is the
  /// dead end.
  private func advance(_ state: Int, _ column: Int?, _ phase: Int, _ key: inout [UInt64]) {
    var carry: UInt64 = 0
    var isEmpty = true
    for index in 0..<size {
      let word = phase == Automaton.utf8Sink ? 0 : sets.word(state, index)
      let scalars = word & anyScalars[index]
      let awaited = column.map { word & literals[$0 * size + index] } ?? 0
      let moving = awaited | (phase == 0 ? scalars : 0)
      let staying = (word & anyRuns[index]) | (phase == 0 ? 0 : scalars)
      key[index] = staying | moving << 1 | carry
      carry = moving >> 63
      if key[index] != 0 { isEmpty = false }
    }
    key[size] = isEmpty ? 0 : UInt64(phase)
    if phase == 0 { openRuns(&key) }
  }

  /// Between two scalars a `*` may end, and the places before the last `*` are dropped.
  private func openRuns(_ key: inout [UInt64]) {
    var carry: UInt64 = 0
    for index in 0..<size {
      let runs = key[index] & anyRuns[index]
      key[index] |= runs << 1 | carry
      carry = runs >> 63
    }
    guard let last = (0..<size).last(where: { key[$0] & anyRuns[$0] != 0 }) else { return }
    for index in 0..<last { key[index] = 0 }
    let highest = 63 - UInt64((key[last] & anyRuns[last]).leadingZeroBitCount)
    key[last] &= ~UInt64(0) << highest
  }
}
