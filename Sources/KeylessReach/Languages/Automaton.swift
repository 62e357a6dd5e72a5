/// A complete deterministic automaton over byte classes; state 0 is the start.
///
/// One dense table, so that a step is one load and a whole automaton is three allocations.
struct Automaton: Hashable, Sendable {
  var classes: ByteClasses
  /// Row after row, one entry per class.
  var table: [UInt32]
  var accepting: [Bool]

  var stateCount: Int { accepting.count }

  func step(_ state: Int, _ byte: UInt8) -> Int { Int(table[state * classes.count + classes[byte]]) }

  func walk(_ state: Int, _ bytes: some Sequence<UInt8>) -> Int {
    var state = state
    for byte in bytes { state = step(state, byte) }
    return state
  }

  /// The first state that accepts nothing and is never left.
  var sink: Int? {
    let width = classes.count
    return accepting.indices.first { state in
      !accepting[state] && table[state * width..<(state + 1) * width].allSatisfy { $0 == UInt32(state) }
    }
  }
}
