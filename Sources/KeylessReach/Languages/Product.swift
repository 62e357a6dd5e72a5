/// Two automata run side by side over their joint byte classes, as far as pairs of states are reachable.
struct Product {
  var automaton: Automaton
  /// The two states each state stands for; the sink stands for none.
  let pairs: [(left: Int, right: Int)?]

  /// How the acceptance of a pair follows from the two.
  enum Combination {
    case union, intersection, difference

    @inline(__always)
    func accepts(_ left: Bool, _ right: Bool) -> Bool {
      switch self {
      case .union: left || right
      case .intersection: left && right
      case .difference: left && !right
      }
    }
  }

  /// Pairs from which nothing is accepted any more are one state from the beginning, as far as the sinks tell.
  ///
  /// The right side may begin elsewhere and accept elsewhere: only what is reached from there is looked at.
  init<M: Meter>(
    _ left: Automaton,
    _ right: Automaton,
    _ combination: Combination,
    sinks: (left: Int?, right: Int?),
    rightStart: Int = 0,
    rightAccepts: ((Int) -> Bool)? = nil,
    _ meter: inout M
  ) throws(M.Failure) {
    let (classes, leftColumn, rightColumn) = left.classes.joined(with: right.classes)
    let width = classes.count
    let (leftWidth, rightWidth) = (left.classes.count, right.classes.count)
    // No state has this number, so a missing sink never matches.
    let (leftSink, rightSink) = (sinks.left ?? .max, sinks.right ?? .max)
    func isDead(_ left: Int, _ right: Int) -> Bool {
      switch combination {
      case .union: left == leftSink && right == rightSink
      case .intersection: left == leftSink || right == rightSink
      case .difference: left == leftSink
      }
    }
    var numbers = PairNumbers(left.stateCount, right.stateCount)
    var pairs: [(left: Int, right: Int)?] = []
    var accepting: [Bool] = []
    var table: [UInt32] = []
    var sink: Int?
    func number(_ leftState: Int, _ rightState: Int) -> Int {
      if isDead(leftState, rightState) {
        if let sink { return sink }
        sink = pairs.count
        pairs.append(nil)
        accepting.append(false)
        return pairs.count - 1
      }
      let number = numbers.number(leftState, rightState, next: pairs.count)
      if number == pairs.count {
        pairs.append((leftState, rightState))
        let isRightAccepting = rightAccepts?(rightState) ?? right.accepting[rightState]
        accepting.append(combination.accepts(left.accepting[leftState], isRightAccepting))
      }
      return number
    }
    _ = number(0, rightStart)
    var next = 0
    while next < pairs.count {
      try meter.spend(states: pairs.count, work: width)
      guard let pair = pairs[next] else {
        table.append(contentsOf: repeatElement(UInt32(next), count: width))
        next += 1
        continue
      }
      next += 1
      let (leftRow, rightRow) = (pair.left * leftWidth, pair.right * rightWidth)
      var last = (left: -1, right: -1, number: UInt32(0))
      for column in 0..<width {
        let leftState = Int(left.table[leftRow + leftColumn[column]])
        let rightState = Int(right.table[rightRow + rightColumn[column]])
        if leftState != last.left || rightState != last.right {
          last = (leftState, rightState, UInt32(number(leftState, rightState)))
        }
        table.append(last.number)
      }
    }
    automaton = Automaton(classes: classes, table: table, accepting: accepting)
    self.pairs = pairs
  }
}

/// Numbers for pairs of states: a plain table while it is small.
private struct PairNumbers {
  private let rightCount: Int
  private var dense: [UInt32]
  private var sparse: [UInt64: UInt32] = [:]

  init(_ leftCount: Int, _ rightCount: Int) {
    self.rightCount = rightCount
    let (size, isHuge) = leftCount.multipliedReportingOverflow(by: rightCount)
    dense = isHuge || size > 16_384 ? [] : [UInt32](repeating: .max, count: size)
  }

  /// The number the pair has, or `next`, which it then has.
  mutating func number(_ left: Int, _ right: Int, next: Int) -> Int {
    if dense.isEmpty {
      let key = UInt64(left) << 32 | UInt64(right)
      if let known = sparse[key] { return Int(known) }
      sparse[key] = UInt32(next)
      return next
    }
    let index = left * rightCount + right
    if dense[index] != .max { return Int(dense[index]) }
    dense[index] = UInt32(next)
    return next
  }
}
