extension Language {
  /// The shortest member; among those the one that reads best, compared byte by byte.
  package func shortest() -> [UInt8]? {
    if let text = onlyMember { return text }
    let predecessors = Predecessors(automaton, without: deadState)
    let (distance, _) = predecessors.distances(toAccepting: automaton.accepting)
    return descent(distance.map(Int.init), cost: { _ in 1 })
  }

  /// The shortest member; nil when even that one is longer.
  package func shortest(maxBytes limit: Int) -> [UInt8]? {
    shortest().flatMap { $0.count <= limit ? $0 : nil }
  }

  /// A member of few characters; nil when every member has more.
  package func shortest(maxScalars limit: Int) -> [UInt8]? {
    func scalars(_ text: [UInt8]) -> Int { text.count { $0 & 0xC0 != 0x80 } }
    guard let shortest = shortest() else { return nil }
    if scalars(shortest) <= limit { return shortest }
    // A character has four bytes at most, so the fewest bytes already say that there are too many characters.
    if shortest.count > 4 * limit { return nil }
    // Fewest bytes are not always fewest characters.
    guard let other = fewestScalars(), scalars(other) <= limit else { return nil }
    return other
  }

  /// Counts a continuation byte as nothing: a search in waves, each wave closed over such bytes before the next begins.
  private func fewestScalars() -> [UInt8]? {
    let cost = scalarCosts()
    return descent(cost) { $0 & 0xC0 == 0x80 ? 0 : 1 }
  }

  private func scalarCosts() -> [Int] {
    let predecessors = Predecessors(automaton, without: deadState)
    // A class that leads anywhere holds no continuation bytes beside others: the ones are never legal where the others are.
    let isContinuation = automaton.classes.areContinuations
    var cost = [Int](repeating: -1, count: stateCount)
    var wave = automaton.accepting.indices.filter { automaton.accepting[$0] }
    var depth = 0
    while !wave.isEmpty {
      var next: [Int] = []
      while let state = wave.popLast() {
        if cost[state] >= 0 { continue }
        cost[state] = depth
        for column in isContinuation.indices {
          for index in predecessors.of(state, column) where cost[predecessors[index]] < 0 {
            if isContinuation[column] { wave.append(predecessors[index]) } else { next.append(predecessors[index]) }
          }
        }
      }
      wave = next
      depth += 1
    }
    return cost
  }

  /// Follows falling costs to acceptance.
  ///
  /// A continuation byte costs nothing but never makes a loop: at most three follow each other.
  private func descent(_ cost: [Int], cost price: (UInt8) -> Int) -> [UInt8]? {
    guard cost[0] >= 0 else { return nil }
    var state = 0
    var text: [UInt8] = []
    while !(automaton.accepting[state] && cost[state] == 0) {
      guard
        let byte = Readability.order.first(where: { byte in
          let next = cost[automaton.step(state, byte)]
          return next >= 0 && next + price(byte) == cost[state]
        })
      else { return nil }
      text.append(byte)
      state = automaton.step(state, byte)
    }
    return text
  }
}
