/// Thompson's automaton of a ref expression, searched for in a text: byte edges, silent ones, and ones that are open only
/// where a place holds.
struct RefAutomaton {
  private var edges: [[(bytes: ClosedRange<UInt8>, target: Int)]] = []
  private var silent: [[Int]] = []
  private var guarded: [[(place: RefExpression.Place, target: Int)]] = []
  private let start: Int
  private var end = 0
  /// Whether some place asks for more than where the text begins and ends.
  private var asksForLines = false
  private var asksForWords = false

  /// Nodes, so that a counted repetition of something large is refused before it is written out.
  private static let mostNodes = 5_000

  init(_ expression: RefExpression) throws(TooComplex) {
    start = 0
    let begin = try node()
    // The search may begin at any byte, as RE2's does; what is not text falls away in `determinised`.
    edges[begin].append((0...255, begin))
    let first = try node()
    silent[begin].append(first)
    end = try add(expression, from: first)
  }

  private mutating func node() throws(TooComplex) -> Int {
    if edges.count >= Self.mostNodes { throw TooComplex(bound: .states(Self.mostNodes)) }
    edges.append([])
    silent.append([])
    guarded.append([])
    return edges.count - 1
  }

  /// Adds an expression behind a node and returns the node in which it is over.
  private mutating func add(_ expression: RefExpression, from first: Int) throws(TooComplex) -> Int {
    switch expression {
    case .scalars(let set):
      let end = try node()
      for encoding in set.encodings {
        var last = first
        for bytes in encoding.dropLast() {
          let next = try node()
          edges[last].append((bytes, next))
          last = next
        }
        if let bytes = encoding.last { edges[last].append((bytes, end)) }
      }
      return end
    case .place(let place):
      switch place {
      case .textStart, .textEnd: break
      case .lineStart, .lineEnd: asksForLines = true
      case .wordEdge, .noWordEdge: asksForWords = true
      }
      let end = try node()
      guarded[first].append((place, end))
      return end
    case .sequence(let parts):
      var last = first
      for part in parts { last = try add(part, from: last) }
      return last
    case .either(let options):
      let end = try node()
      for option in options {
        let branch = try node()
        silent[first].append(branch)
        let last = try add(option, from: branch)
        silent[last].append(end)
      }
      return end
    case .repeated(let part, let least, let most):
      return try add(part, from: first, least: least, most: most)
    }
  }

  private mutating func add(
    _ part: RefExpression,
    from first: Int,
    least: Int,
    most: Int?
  ) throws(TooComplex) -> Int {
    var last = first
    for _ in 0..<least { last = try add(part, from: last) }
    // The ways in and out are nodes of their own, so that what lies around cannot be mistaken for the loop.
    let end = try node()
    guard let most else {
      let loop = try node()
      silent[last].append(loop)
      let back = try add(part, from: loop)
      silent[back].append(loop)
      silent[loop].append(end)
      return end
    }
    for _ in least..<max(least, most) {
      silent[last].append(end)
      let once = try node()
      silent[last].append(once)
      last = try add(part, from: once)
    }
    silent[last].append(end)
    return end
  }
}

extension RefAutomaton {
  /// Subset construction.
  ///
  /// A state is a set of nodes and what lies left of the place; the silent edges are followed once it
  /// is known what lies right of it. A text in which the expression was found is a member whatever follows.
  func determinised<M: Meter>(_ meter: inout M) throws(M.Failure) -> Automaton {
    let classes = byteClasses
    let width = classes.count
    var sides = [RefExpression.Side](repeating: .other, count: width)
    for byte in UInt8.min...UInt8.max { sides[classes[byte]] = side(byte) }
    let size = edges.count / 64 + 1
    var sets = StateSets(width: size + 1)
    var key = [UInt64](repeating: 0, count: size + 1)
    // State 0 is the start; the found text has a side that does not exist.
    key[start / 64] |= 1 << UInt64(start % 64)
    _ = sets.number(of: key)
    var foundKey = [UInt64](repeating: 0, count: size + 1)
    foundKey[size] = UInt64(RefExpression.Side.allCases.count)
    let found = UInt32(sets.number(of: foundKey))
    var search = Closure(nodes: edges.count)
    var table: [UInt32] = []
    var accepting: [Bool] = []
    var rows = [[UInt64]](repeating: key, count: width)
    var state = 0
    while state < sets.count {
      guard let left = RefExpression.Side(rawValue: Int(sets.word(state, size))) else {
        table.append(contentsOf: repeatElement(found, count: width))
        accepting.append(true)
        state += 1
        continue
      }
      var work = width * size
      for column in 0..<width {
        for index in 0..<size { rows[column][index] = 0 }
        rows[column][size] = UInt64(sides[column].rawValue)
      }
      var isFound = [Bool](repeating: false, count: RefExpression.Side.allCases.count)
      for right in RefExpression.Side.allCases where right == .nothing || sides.contains(right) {
        search.begin()
        for index in 0..<size {
          var word = sets.word(state, index)
          while word != 0 {
            search.visit(index * 64 + word.trailingZeroBitCount)
            word &= word - 1
          }
        }
        while let node = search.next() {
          work += 1
          if node == end { isFound[right.rawValue] = true }
          for target in silent[node] { search.visit(target) }
          for (place, target) in guarded[node] where place.holds(between: left, and: right) { search.visit(target) }
          if right == .nothing { continue }
          for (bytes, target) in edges[node] {
            let (word, bit) = (target / 64, UInt64(1) << UInt64(target % 64))
            for column in classes[bytes.lowerBound]...classes[bytes.upperBound] where sides[column] == right {
              work += 1
              rows[column][word] |= bit
            }
          }
        }
      }
      try meter.spend(states: sets.count, work: work)
      for column in 0..<width {
        table.append(isFound[sides[column].rawValue] ? found : UInt32(sets.number(of: rows[column])))
      }
      accepting.append(isFound[RefExpression.Side.nothing.rawValue])
      state += 1
    }
    return Automaton(classes: classes, table: table, accepting: accepting)
  }

  private var byteClasses: ByteClasses {
    var cuts = edges.joined().map(\.bytes)
    if asksForLines { cuts.append(0x0A...0x0A) }
    if asksForWords { cuts += ScalarSet.words.ranges.map { UInt8($0.lowerBound)...UInt8($0.upperBound) } }
    return ByteClasses(cuttingAt: cuts)
  }

  /// Sides that no place asks for are not told apart.
  private func side(_ byte: UInt8) -> RefExpression.Side {
    let side = RefExpression.Side(byte)
    return side == .newline && !asksForLines || side == .word && !asksForWords ? .other : side
  }

  /// Nodes met and nodes waiting, without clearing between two searches.
  private struct Closure {
    private var seen: [Int]
    private var waiting: [Int] = []
    private var round = 0

    init(nodes: Int) { seen = [Int](repeating: 0, count: nodes) }

    mutating func begin() { round += 1 }

    mutating func visit(_ node: Int) {
      if seen[node] == round { return }
      seen[node] = round
      waiting.append(node)
    }

    mutating func next() -> Int? { waiting.popLast() }
  }
}
