extension Language {
  package func union(_ other: Language, budget: Budget = Budget()) throws(TooComplex) -> Language {
    var meter = Spending(budget)
    return try combined(.union, other, &meter)
  }

  package func intersection(_ other: Language, budget: Budget = Budget()) throws(TooComplex) -> Language {
    var meter = Spending(budget)
    return try combined(.intersection, other, &meter)
  }

  package func subtracting(_ other: Language, budget: Budget = Budget()) throws(TooComplex) -> Language {
    var meter = Spending(budget)
    return try combined(.difference, other, &meter)
  }

  /// All other texts; at most eight times as many states, so it always succeeds.
  package func complement() -> Language {
    var meter = Unmetered()
    return Language.anything.combined(.difference, self, &meter)
  }

  /// A text of this language and then one of the other.
  package func followed(by other: Language, budget: Budget = Budget()) throws(TooComplex) -> Language {
    var meter = Spending(budget)
    return try Expression.sequence([.language(self), .language(other)]).build(&meter)
  }

  /// Any number of texts of this language, one after another; also none.
  package func repeated(budget: Budget = Budget()) throws(TooComplex) -> Language {
    var meter = Spending(budget)
    return try Expression.anyNumber(.language(self)).build(&meter)
  }

  /// Costs at most the product of both sizes; with a budget where both may be large.
  package func isSubset(of other: Language) -> Bool {
    var meter = Unmetered()
    if let text = onlyMember { return other.contains(text) }
    return self == other || !reaches(.difference, other, &meter)
  }

  package func isDisjoint(with other: Language) -> Bool {
    var meter = Unmetered()
    if let text = onlyMember { return !other.contains(text) }
    if let text = other.onlyMember { return !contains(text) }
    return !reaches(.intersection, other, &meter)
  }

  package func isSubset(of other: Language, budget: Budget) throws(TooComplex) -> Bool {
    var meter = Spending(budget)
    return self == other ? true : try !reaches(.difference, other, &meter)
  }

  package func isDisjoint(with other: Language, budget: Budget) throws(TooComplex) -> Bool {
    var meter = Spending(budget)
    return try !reaches(.intersection, other, &meter)
  }

  /// A combination under either kind of meter.
  func combined<M: Meter>(
    _ combination: Product.Combination,
    _ other: Language,
    _ meter: inout M
  ) throws(M.Failure) -> Language {
    if let known = shortcut(combination, other) { return known }
    let sinks = (left: deadState, right: other.deadState)
    return Language(minimising: try Product(automaton, other.automaton, combination, sinks: sinks, &meter).automaton)
  }

  /// The unit laws, which boxes of untouched components meet all the time, and those of a single text.
  private func shortcut(_ combination: Product.Combination, _ other: Language) -> Language? {
    switch combination {
    case .union:
      if isEmpty || other.isEverything { return other }
      if other.isEmpty || isEverything || self == other { return self }
      if let text = onlyMember, other.contains(text) { return other }
      if let text = other.onlyMember, contains(text) { return self }
    case .intersection:
      if isEmpty || other.isEverything { return self }
      if other.isEmpty || isEverything || self == other { return other }
      if let text = onlyMember { return other.contains(text) ? self : Language.none }
      if let text = other.onlyMember { return contains(text) ? other : Language.none }
    case .difference:
      if isEmpty || other.isEmpty { return self }
      if other.isEverything || self == other { return Language.none }
      if let text = onlyMember { return other.contains(text) ? Language.none : self }
      if let text = other.onlyMember, !contains(text) { return self }
    }
    return nil
  }

  private var isEverything: Bool { automaton == Language.anything.automaton }

  /// Whether the combination has a member; nothing is built, and the first one ends the search.
  private func reaches<M: Meter>(
    _ combination: Product.Combination,
    _ other: Language,
    _ meter: inout M
  ) throws(M.Failure) -> Bool {
    let (_, left, right) = automaton.classes.joined(with: other.automaton.classes)
    let (leftDead, rightDead) = (deadState, other.deadState)
    var seen: Set<UInt64> = [0]
    var waiting = [(0, 0)]
    while let (mine, others) = waiting.popLast() {
      try meter.spend(states: seen.count, work: left.count)
      if combination.accepts(automaton.accepting[mine], other.automaton.accepting[others]) { return true }
      let (leftRow, rightRow) = (mine * automaton.classes.count, others * other.automaton.classes.count)
      var last = (-1, -1)
      for column in left.indices {
        let next = (
          Int(automaton.table[leftRow + left[column]]), Int(other.automaton.table[rightRow + right[column]])
        )
        if next == last || next.0 == leftDead || (combination == .intersection && next.1 == rightDead) { continue }
        last = next
        if seen.insert(UInt64(next.0) << 32 | UInt64(next.1)).inserted { waiting.append(next) }
      }
    }
    return false
  }
}
