/// What all members begin and end with, cut to whole scalars; for words about a language. Nothing for no members.
extension Language {
  package var commonPrefix: [UInt8] {
    guard !isEmpty else { return [] }
    if let text = onlyMember { return text }
    let dead = deadState
    var state = 0
    var prefix: [UInt8] = []
    while !automaton.accepting[state] {
      let bytes = (UInt8.min...UInt8.max).filter { automaton.step(state, $0) != dead }
      guard bytes.count == 1 else { break }
      prefix += bytes
      state = automaton.step(state, bytes[0])
    }
    while !Automaton.isValidUTF8(prefix) { prefix.removeLast() }
    return prefix
  }

  /// Ends at the latest with the length of the shortest member, when the start is among the states that are left.
  package var commonSuffix: [UInt8] {
    guard !isEmpty else { return [] }
    if let text = onlyMember { return text }
    var ends = automaton.accepting
    var suffix: [UInt8] = []
    while !ends[0] {
      guard let byte = onlyByte(into: ends) else { break }
      suffix.append(byte)
      ends = (0..<stateCount).map { ends[automaton.step($0, byte)] }
    }
    suffix.reverse()
    while let first = suffix.first, first & 0xC0 == 0x80 { suffix.removeFirst() }
    return suffix
  }

  /// The byte of every transition into these states; nil when there are several.
  private func onlyByte(into states: [Bool]) -> UInt8? {
    let (table, width) = (automaton.table, automaton.classes.count)
    var only: Int?
    for index in table.indices where states[Int(table[index])] {
      let column = index % width
      if let only, only != column { return nil }
      only = column
    }
    return only.flatMap(automaton.classes.onlyByte)
  }
}
