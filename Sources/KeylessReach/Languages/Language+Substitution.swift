extension Language {
  /// A letter that is written as a text.
  package typealias Substitution = (byte: UInt8, text: [UInt8])

  /// The texts that become members when every `byte` in them is replaced by `text`: the preimage under a homomorphism.
  package func preimage(of substitution: Substitution) -> Language {
    restricted(automaton.reading(substitution))
  }
}

extension Automaton {
  /// The same states, reading texts in which the letter stands for itself: each of its transitions takes the way of the
  /// whole replacement.
  func reading(_ substitution: Language.Substitution) -> Automaton {
    var classes = classes
    if classes.count < 256 { classes.singleOut([substitution.byte]) }
    let width = classes.count
    let alone = classes[substitution.byte]
    var entries: [UInt32] = []
    entries.reserveCapacity(stateCount * width)
    for state in 0..<stateCount {
      let row = state * self.classes.count
      entries += table[row..<row + self.classes.count]
      if width > self.classes.count { entries.append(0) }
      entries[state * width + alone] = UInt32(walk(state, substitution.text))
    }
    return Automaton(classes: classes, table: entries, accepting: accepting)
  }
}
