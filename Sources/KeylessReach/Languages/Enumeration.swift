/// The members of a language by length, and among those of one length in a given order of bytes.
struct Enumeration {
  private let automaton: Automaton
  private let order: [UInt8]
  private let distance: [Int32]
  /// For each length whether a state accepts some text of exactly that length.
  private var reaches: [[Bool]]

  init(_ language: Language, order: some Sequence<UInt8>) {
    automaton = language.automaton
    self.order = Array(order)
    distance = Predecessors(automaton, without: language.deadState).distances(toAccepting: automaton.accepting).distance
    reaches = [automaton.accepting]
  }

  /// Walks down only where a member is certain, so the cost follows what is found.
  func members(atMost limit: Int, longest: Int) -> [[UInt8]] {
    var copy = self
    return copy.collect(limit, longest)
  }

  private mutating func collect(_ limit: Int, _ longest: Int) -> [[UInt8]] {
    guard distance[0] >= 0 else { return [] }
    var found: [[UInt8]] = []
    var length = 0
    while found.count < limit, length <= longest {
      if reaches[length][0] { collect(length, limit, &found) }
      reaches.append(predecessors(of: reaches[length]))
      length += 1
    }
    return found
  }

  /// All members of one length, depth first, without recursion: a member may be long.
  private func collect(_ length: Int, _ limit: Int, _ found: inout [[UInt8]]) {
    var path: [(state: Int, next: Int)] = [(0, 0)]
    var text: [UInt8] = []
    while let (state, next) = path.last, found.count < limit {
      if text.count == length { found.append(text) }
      if text.count == length || next == order.count {
        path.removeLast()
        if !text.isEmpty { text.removeLast() }
        continue
      }
      path[path.count - 1].next += 1
      let target = automaton.step(state, order[next])
      guard reaches[length - text.count - 1][target] else { continue }
      text.append(order[next])
      path.append((target, 0))
    }
  }

  private func predecessors(of states: [Bool]) -> [Bool] {
    let width = automaton.classes.count
    return states.indices.map { state in
      automaton.table[state * width..<(state + 1) * width].contains { states[Int($0)] }
    }
  }
}
