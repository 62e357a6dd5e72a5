/// The transitions of an automaton turned round: by target and class, the states they come from.
struct Predecessors {
  private let width: Int
  /// Where the sources of each (target, class) begin; one entry more at the end.
  private var offsets: [UInt32]
  private var sources: [UInt32]

  /// Leaves out what leads into the sink, which is most of a table and never asked for.
  init(_ automaton: Automaton, without sink: Int?) {
    let width = automaton.classes.count
    let count = automaton.stateCount
    let skipped = sink.map(UInt32.init) ?? .max
    self.width = width
    offsets = [UInt32](repeating: 0, count: count * width + 1)
    var index = 0
    for _ in 0..<count {
      for column in 0..<width {
        let target = automaton.table[index]
        if target != skipped { offsets[Int(target) * width + column] += 1 }
        index += 1
      }
    }
    var sum: UInt32 = 0
    for index in offsets.indices {
      sum += offsets[index]
      offsets[index] = sum
    }
    // Filled from behind: afterwards each offset is where its sources begin.
    sources = [UInt32](repeating: 0, count: Int(sum))
    index = count * width
    for state in stride(from: count - 1, through: 0, by: -1) {
      for column in stride(from: width - 1, through: 0, by: -1) {
        index -= 1
        let target = automaton.table[index]
        if target == skipped { continue }
        let slot = Int(target) * width + column
        offsets[slot] -= 1
        sources[Int(offsets[slot])] = UInt32(state)
      }
    }
  }

  @inline(__always)
  func of(_ target: Int, _ column: Int) -> Range<Int> {
    Int(offsets[target * width + column])..<Int(offsets[target * width + column + 1])
  }

  @inline(__always)
  func of(_ target: Int) -> Range<Int> {
    Int(offsets[target * width])..<Int(offsets[(target + 1) * width])
  }

  @inline(__always)
  subscript(index: Int) -> Int { Int(sources[index]) }

  /// How many bytes each state is away from acceptance (-1 where nothing is accepted any more), and the live states in
  /// the order of that distance.
  func distances(toAccepting accepting: [Bool]) -> (distance: [Int32], order: [UInt32]) {
    var distance = [Int32](repeating: -1, count: accepting.count)
    var order: [UInt32] = []
    order.reserveCapacity(accepting.count)
    for state in accepting.indices where accepting[state] {
      distance[state] = 0
      order.append(UInt32(state))
    }
    var next = 0
    while next < order.count {
      let target = Int(order[next])
      next += 1
      for index in of(target) {
        let source = self[index]
        if distance[source] >= 0 { continue }
        distance[source] = distance[target] + 1
        order.append(UInt32(source))
      }
    }
    return (distance, order)
  }
}
