extension Language {
  /// A name up to the case of its ASCII letters, alone or with `/` and anything behind it.
  ///
  /// Written down and not put together from parts, because every form of a token asks for it.
  package static func paths(belowIgnoringCase name: [UInt8]) -> Language {
    guard Automaton.isValidUTF8(name) else { return none }
    let utf8 = Automaton.utf8
    var classes = utf8.classes
    classes.singleOut(name.flatMap(cases) + [UInt8(ascii: "/")])
    let width = classes.count
    // The states of the name, the dead end, and those of the text behind it.
    let (dead, rest) = (UInt32(name.count + 1), name.count + 2)
    var table = [UInt32](repeating: dead, count: (rest + utf8.stateCount) * width)
    for (place, byte) in name.enumerated() {
      for form in cases(of: byte) { table[place * width + classes[form]] = UInt32(place + 1) }
    }
    table[name.count * width + classes[UInt8(ascii: "/")]] = UInt32(rest)
    for state in 0..<utf8.stateCount {
      for byte in UInt8.min...UInt8.max {
        let next = utf8.step(state, byte)
        if next != Automaton.utf8Sink { table[(rest + state) * width + classes[byte]] = UInt32(rest + next) }
      }
    }
    var accepting = [Bool](repeating: false, count: rest + utf8.stateCount)
    accepting[name.count] = true
    accepting[rest] = true
    return Language(minimising: Automaton(classes: classes, table: table, accepting: accepting))
  }
}
