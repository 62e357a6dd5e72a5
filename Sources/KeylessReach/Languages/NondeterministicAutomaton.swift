/// Thompson's automaton of an expression: states with transitions over ranges of bytes and silent ones.
struct NondeterministicAutomaton {
  let start = 0
  private var edges: [[(bytes: ClosedRange<UInt8>, target: Int)]] = [[]]
  private var silent: [[Int]] = [[]]

  /// Adds an expression behind a state and returns the state in which it is over.
  mutating func add(_ expression: Expression, from state: Int) -> Int {
    switch expression {
    case .bytes(let ranges):
      let end = node()
      edges[state] += ranges.map { ($0, end) }
      return end
    case .text(let text):
      return text.utf8.reduce(state) { last, byte in add(.bytes([byte...byte]), from: last) }
    case .language(let language):
      return embed(language, from: state)
    case .sequence(let parts):
      return parts.reduce(state) { last, part in add(part, from: last) }
    case .either(let options):
      let end = node()
      for option in options {
        let branch = node()
        silent[state].append(branch)
        silent[add(option, from: branch)].append(end)
      }
      return end
    case .anyNumber(let part):
      let loop = node()
      silent[state].append(loop)
      silent[add(part, from: loop)].append(loop)
      // The way on is a state of its own, so that what follows cannot be mistaken for the loop.
      let end = node()
      silent[loop].append(end)
      return end
    }
  }

  private mutating func node() -> Int {
    edges.append([])
    silent.append([])
    return edges.count - 1
  }

  private mutating func embed(_ language: Language, from state: Int) -> Int {
    let dead = language.deadState
    let nodes = (0..<language.stateCount).map { $0 == dead ? -1 : node() }
    let end = node()
    guard !language.isEmpty else { return end }
    silent[state].append(nodes[0])
    for from in nodes.indices where from != dead {
      if language.isAccepting(from) { silent[nodes[from]].append(end) }
      var first: UInt8 = 0
      for byte in UInt8.min...UInt8.max {
        let target = language.automaton.step(from, byte)
        if byte < .max, language.automaton.step(from, byte + 1) == target { continue }
        if target != dead { edges[nodes[from]].append((first...byte, nodes[target])) }
        first = byte &+ 1
      }
    }
    return end
  }

  /// Subset construction; a set is closed under silent transitions.
  func determinised<M: Meter>(accepting end: Int, _ meter: inout M) throws(M.Failure) -> Automaton {
    let classes = ByteClasses(cuttingAt: edges.joined().map(\.bytes))
    let width = classes.count
    let closures = silent.indices.map(closure)
    let size = edges.count / 64 + 1
    var sets = StateSets(width: size)
    _ = sets.number(of: closures[start])
    var table: [UInt32] = []
    var rows = [[UInt64]](repeating: [], count: width)
    var state = 0
    while state < sets.count {
      try meter.spend(states: sets.count, work: width * size)
      for column in 0..<width { rows[column] = [UInt64](repeating: 0, count: size) }
      for node in edges.indices where sets.word(state, node / 64) >> UInt64(node % 64) & 1 != 0 {
        for (bytes, target) in edges[node] {
          for column in classes[bytes.lowerBound]...classes[bytes.upperBound] {
            for index in 0..<size { rows[column][index] |= closures[target][index] }
          }
        }
      }
      for row in rows { table.append(UInt32(sets.number(of: row))) }
      state += 1
    }
    let accepting = (0..<sets.count).map { sets.word($0, end / 64) >> UInt64(end % 64) & 1 != 0 }
    return Automaton(classes: classes, table: table, accepting: accepting)
  }

  private func closure(_ node: Int) -> [UInt64] {
    var set = [UInt64](repeating: 0, count: edges.count / 64 + 1)
    var waiting = [node]
    while let next = waiting.popLast() {
      let bit = UInt64(1) << UInt64(next % 64)
      if set[next / 64] & bit != 0 { continue }
      set[next / 64] |= bit
      waiting += silent[next]
    }
    return set
  }
}
