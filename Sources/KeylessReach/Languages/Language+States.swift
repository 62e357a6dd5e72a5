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
    var meter = Unmetered()
    return language(from: state, &meter, where: accepting.contains)
  }

  /// The texts accepted from a state.
  package func rest(from state: Int) -> Language {
    var meter = Unmetered()
    return language(from: state, &meter, where: isAccepting)
  }

  /// The texts that lead from a state into one that is wanted; valid UTF-8 even if the state lies inside a scalar.
  func language<M: Meter>(
    from state: Int,
    _ meter: inout M,
    where isWanted: (Int) -> Bool
  ) throws(M.Failure) -> Language {
    try withoutActuallyEscaping(isWanted) { isWanted throws(M.Failure) in
      let sinks: (left: Int?, right: Int?) = (Automaton.utf8Sink, isWanted(deadState) ? nil : deadState)
      let product = try Product(
        .utf8,
        automaton,
        .intersection,
        sinks: sinks,
        rightStart: state,
        rightAccepts: isWanted,
        &meter
      )
      return Language(minimising: product.automaton)
    }
  }

  /// For every state that texts of a component lead to, those texts: disjoint, none empty, together the component.
  ///
  /// In rising order of states. With `isWanted` only some of the states are answered, which saves making the languages
  /// of the others: at a border of a template most states do not survive the literal that follows.
  package func pieces(
    from state: Int,
    within component: Language,
    budget: Budget = Budget(),
    where isWanted: (Int) -> Bool = { _ in true }
  ) throws(TooComplex) -> [(state: Int, language: Language)] {
    try pieces(from: state, within: component, reading: automaton, budget: budget, where: isWanted)
  }

  /// The same with the component's texts read as they are written in the template, by `Automaton.reading`.
  func pieces(
    from state: Int,
    within component: Language,
    reading read: Automaton,
    budget: Budget,
    where isWanted: (Int) -> Bool
  ) throws(TooComplex) -> [(state: Int, language: Language)] {
    var meter = Spending(budget)
    let sinks = (left: component.deadState, right: isWanted(deadState) ? nil : deadState)
    var product = try Product(
      component.automaton,
      read,
      .intersection,
      sinks: sinks,
      rightStart: state,
      rightAccepts: { _ in true },
      &meter
    )
    var ends: [Int: [Int]] = [:]
    for (index, pair) in product.pairs.enumerated() {
      guard let pair, product.automaton.accepting[index] else { continue }
      if isWanted(pair.right) { ends[pair.right, default: []].append(index) }
    }
    let predecessors = Predecessors(product.automaton, without: product.automaton.sink)
    var pieces: [(state: Int, language: Language)] = []
    for (end, indices) in ends.sorted(by: { $0.key < $1.key }) {
      // Minimising takes several looks at every transition.
      try meter.spend(states: product.pairs.count, work: 3 * product.automaton.table.count)
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
