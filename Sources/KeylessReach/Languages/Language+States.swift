/// The automaton as it is walked across a template.
extension Language {
  package var stateCount: Int { automaton.stateCount }

  package var start: Int { 0 }

  /// The one state from which nothing is accepted: no valid UTF-8 holds the byte FF, so that is where it leads.
  package var deadState: Int { automaton.step(0, 0xFF) }

  package func step(_ state: Int, _ bytes: some Sequence<UInt8>) -> Int { automaton.walk(state, bytes) }

  package func isAccepting(_ state: Int) -> Bool { automaton.accepting[state] }

  package func isDead(_ state: Int) -> Bool { state == deadState }

  /// The texts that lead from a state into one of the others.
  package func language(from state: Int, to accepting: Set<Int>) -> Language {
    let accepts = (0..<stateCount).map(accepting.contains)
    return restricted(automaton.moved(start: state, accepting: accepts))
  }

  /// The texts accepted from a state.
  package func rest(from state: Int) -> Language {
    restricted(automaton.moved(start: state, accepting: automaton.accepting))
  }

  /// For every state that texts of a component lead to, those texts: disjoint, none empty, together the component.
  ///
  /// In rising order of states. With `isWanted` only some of the states are answered, which saves making the languages
  /// of the others: at a border of a template most states do not survive the literal that follows. With a substitution
  /// the component's texts are read as they are written in the template.
  package func pieces(
    from state: Int,
    within component: Language,
    reading substitution: Substitution? = nil,
    budget: Budget = Budget(),
    where isWanted: (Int) -> Bool = { _ in true }
  ) throws(TooComplex) -> [(state: Int, language: Language)] {
    var meter = Spending(budget)
    let read = substitution.map(automaton.reading) ?? automaton
    let moved = read.moved(start: state, accepting: [Bool](repeating: true, count: stateCount))
    // Moving the start exchanged two names.
    func original(_ other: Int) -> Int { other == 0 ? state : other == state ? 0 : other }
    let ignored = isWanted(deadState) ? nil : original(deadState)
    let sinks = (left: component.deadState, right: ignored)
    var product = try Product(component.automaton, moved, .intersection, sinks: sinks, &meter)
    var ends: [Int: [Int]] = [:]
    for (index, pair) in product.pairs.enumerated() {
      guard let pair, product.automaton.accepting[index] else { continue }
      let end = original(pair.right)
      if isWanted(end) { ends[end, default: []].append(index) }
    }
    let predecessors = Predecessors(product.automaton, without: product.automaton.sink)
    var pieces: [(state: Int, language: Language)] = []
    for (end, indices) in ends.sorted(by: { $0.key < $1.key }) {
      try meter.spend(states: product.pairs.count, work: product.automaton.table.count)
      product.automaton.accepting = [Bool](repeating: false, count: product.pairs.count)
      for index in indices { product.automaton.accepting[index] = true }
      pieces.append((end, Language(canonical: product.automaton.canonical(predecessors))))
    }
    return pieces
  }

  /// Valid UTF-8 out of what an automaton accepts, which may begin inside a scalar or accept what is not text.
  func restricted(_ automaton: Automaton) -> Language {
    var meter = Unmetered()
    let sinks: (left: Int?, right: Int?) = (Automaton.utf8Sink, nil)
    return Language(minimising: Product(.utf8, automaton, .intersection, sinks: sinks, &meter).automaton)
  }
}
