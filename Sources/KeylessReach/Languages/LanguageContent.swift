/// A canonical automaton and what is asked of it most.
final class LanguageContent: Sendable {
  let automaton: Automaton
  /// The same for equal automata, and hardly ever for others.
  let fingerprint: UInt64
  let onlyMember: [UInt8]?

  init(_ automaton: Automaton) {
    self.automaton = automaton
    fingerprint = Self.fingerprint(automaton)
    onlyMember = Self.onlyMember(automaton)
  }

  /// The tables of a big automaton are not worth reading whole.
  private static func fingerprint(_ automaton: Automaton) -> UInt64 {
    var hash = UInt64(automaton.classes.count) << 32 | UInt64(automaton.stateCount)
    for byte in automaton.classes.map { hash = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15 }
    for entry in automaton.table.prefix(1024) { hash = (hash ^ UInt64(entry)) &* 0x9E37_79B9_7F4A_7C15 }
    for isAccepting in automaton.accepting.prefix(256) { hash = hash &* 3 &+ (isAccepting ? 1 : 0) }
    return hash ^ hash >> 32
  }

  /// The states of one text are a chain: as many live ones as bytes and one, a single way out of each, and the dead end.
  private static func onlyMember(_ automaton: Automaton) -> [UInt8]? {
    guard automaton.accepting.count(where: { $0 }) == 1 else { return nil }
    let (width, dead) = (automaton.classes.count, UInt32(automaton.step(0, 0xFF)))
    var text: [UInt8] = []
    var state = 0
    while !automaton.accepting[state] {
      let row = automaton.table[state * width..<(state + 1) * width]
      guard let column = row.firstIndex(where: { $0 != dead }), row[(column + 1)...].allSatisfy({ $0 == dead }),
        let byte = automaton.classes.onlyByte(of: column - state * width)
      else { return nil }
      text.append(byte)
      state = Int(automaton.table[column])
    }
    let last = automaton.table[state * width..<(state + 1) * width]
    return last.allSatisfy { $0 == dead } ? text : nil
  }
}
