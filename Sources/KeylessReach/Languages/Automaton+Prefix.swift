extension Automaton {
  /// Every valid text that begins with this one, which is valid UTF-8 itself.
  static func beginning(_ text: [UInt8]) -> Automaton {
    var classes = utf8.classes
    classes.singleOut(text)
    let width = classes.count
    // The text's bytes one after the other, then the states of UTF-8.
    let dead = UInt32(text.count + utf8Sink)
    var table = [UInt32](repeating: dead, count: (text.count + utf8.accepting.count) * width)
    for (index, byte) in text.enumerated() { table[index * width + classes[byte]] = UInt32(index + 1) }
    for byte in UInt8.min...UInt8.max {
      for state in utf8.accepting.indices {
        let next = utf8.table[state * utf8.classes.count + utf8.classes[byte]]
        table[(text.count + state) * width + classes[byte]] = UInt32(text.count) + next
      }
    }
    let accepting = [Bool](repeating: false, count: text.count) + utf8.accepting
    return Automaton(classes: classes, table: table, accepting: accepting)
  }
}
