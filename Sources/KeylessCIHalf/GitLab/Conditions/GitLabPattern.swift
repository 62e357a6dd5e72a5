/// A regular expression that judges a text which is known; time and memory are bounded by the size of both.
///
/// It knows what stands in CI files: letters, classes, groups, alternatives, repetition, anchors. An expression with more
/// (look-around, word boundaries, counted repetition beyond a few) is none, and whoever asks has to say so.
struct GitLabPattern {
  private indirect enum Node {
    case empty
    case set(Set<UInt8>)
    case start, end
    case sequence([Node])
    case choice([Node])
    case star(Node)
  }

  private enum Step {
    case set(Set<UInt8>, next: Int)
    case split([Int])
    case start(next: Int), end(next: Int)
    case done
  }

  private var steps: [Step] = []
  private var first = 0

  /// Nil for an expression that is not understood.
  init?(_ pattern: String, ignoresCase: Bool) {
    guard pattern.utf8.count <= 500 else { return nil }
    var reader = Reader(bytes: Array(pattern.utf8), ignoresCase: ignoresCase)
    guard let node = reader.choice(), reader.at == reader.bytes.count else { return nil }
    steps = [.done]
    guard let first = build(node, next: 0) else { return nil }
    self.first = first
  }

  private mutating func add(_ step: Step) -> Int? {
    guard steps.count < 4000 else { return nil }
    steps.append(step)
    return steps.count - 1
  }

  private mutating func build(_ node: Node, next: Int) -> Int? {
    switch node {
    case .empty: return next
    case .set(let bytes): return add(.set(bytes, next: next))
    case .start: return add(.start(next: next))
    case .end: return add(.end(next: next))
    case .sequence(let parts):
      var next = next
      for part in parts.reversed() {
        guard let before = build(part, next: next) else { return nil }
        next = before
      }
      return next
    case .choice(let parts):
      var ways: [Int] = []
      for part in parts {
        guard let way = build(part, next: next) else { return nil }
        ways.append(way)
      }
      return add(.split(ways))
    case .star(let inner):
      guard let loop = add(.split([])), let body = build(inner, next: loop) else { return nil }
      steps[loop] = .split([body, next])
      return loop
    }
  }

  /// Whether it is found anywhere in the text.
  func matches(_ text: String) -> Bool {
    let text = Array(text.utf8)
    guard text.count <= 4096 else { return false }
    var current: Set<Int> = []
    for position in 0...text.count {
      follow(first, position, text.count, &current)
      if current.contains(0) { return true }
      guard position < text.count else { break }
      var next: Set<Int> = []
      for state in current {
        if case .set(let bytes, let after) = steps[state], bytes.contains(text[position]) {
          follow(after, position + 1, text.count, &next)
        }
      }
      current = next
    }
    return current.contains(0)
  }

  private func follow(_ state: Int, _ position: Int, _ count: Int, _ states: inout Set<Int>) {
    var waiting = [state]
    while let state = waiting.popLast() {
      guard states.insert(state).inserted else { continue }
      switch steps[state] {
      case .split(let ways): waiting += ways
      case .start(let next): if position == 0 { waiting.append(next) }
      case .end(let next): if position == count { waiting.append(next) }
      case .set, .done: break
      }
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    let ignoresCase: Bool
    var at = 0
    private var depth = 0

    init(bytes: [UInt8], ignoresCase: Bool) {
      self.bytes = bytes
      self.ignoresCase = ignoresCase
    }

    mutating func choice() -> Node? {
      depth += 1
      defer { depth -= 1 }
      guard depth < 20 else { return nil }
      var ways: [Node] = []
      repeat {
        if !ways.isEmpty { at += 1 }
        guard let way = sequence() else { return nil }
        ways.append(way)
      } while at < bytes.count && bytes[at] == UInt8(ascii: "|")
      return ways.count == 1 ? ways[0] : .choice(ways)
    }

    private mutating func sequence() -> Node? {
      var parts: [Node] = []
      while at < bytes.count, bytes[at] != UInt8(ascii: "|"), bytes[at] != UInt8(ascii: ")") {
        guard let atom = atom(), let repeated = repetition(of: atom) else { return nil }
        parts.append(repeated)
      }
      return .sequence(parts)
    }

    private mutating func repetition(of atom: Node) -> Node? {
      guard at < bytes.count else { return atom }
      var result: Node
      switch bytes[at] {
      case UInt8(ascii: "*"): result = .star(atom)
      case UInt8(ascii: "+"): result = .sequence([atom, .star(atom)])
      case UInt8(ascii: "?"): result = .choice([atom, .empty])
      case UInt8(ascii: "{"):
        guard let close = bytes[at...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let numbers = String(decoding: bytes[at + 1..<close], as: UTF8.self).split(
          separator: ",",
          omittingEmptySubsequences: false
        )
        guard let low = numbers.first.flatMap({ Int($0) }), low <= 50, numbers.count <= 2 else { return nil }
        result = .sequence(Array(repeating: atom, count: low))
        if numbers.count == 2 {
          if numbers[1].isEmpty {
            result = .sequence([result, .star(atom)])
          } else {
            guard let high = Int(numbers[1]), high >= low, high <= 50 else { return nil }
            result = .sequence([result] + Array(repeating: .choice([atom, .empty]), count: high - low))
          }
        }
        at = close
      default: return atom
      }
      at += 1
      // A lazy repetition finds the same texts.
      if at < bytes.count, bytes[at] == UInt8(ascii: "?") { at += 1 }
      return result
    }

    private mutating func atom() -> Node? {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "^"): return .start
      case UInt8(ascii: "$"): return .end
      case UInt8(ascii: "."): return .set(Set(0...255).subtracting([0x0A]))
      case UInt8(ascii: "("):
        if bytes[at...].starts(with: "?:".utf8) {
          at += 2
        } else if bytes[at...].first == UInt8(ascii: "?") {
          return nil
        }
        guard let inner = choice(), at < bytes.count, bytes[at] == UInt8(ascii: ")") else { return nil }
        at += 1
        return inner
      case UInt8(ascii: "["): return bracket()
      case UInt8(ascii: "\\"):
        guard at < bytes.count else { return nil }
        at += 1
        switch bytes[at - 1] {
        case UInt8(ascii: "A"): return .start
        case UInt8(ascii: "z"): return .end
        case let other: return Self.escaped(other).map { .set($0) }
        }
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"): return nil
      default: return .set(cased([byte]))
      }
    }

    private mutating func bracket() -> Node? {
      let isNegated = bytes[at...].first == UInt8(ascii: "^")
      if isNegated { at += 1 }
      var set: Set<UInt8> = []
      var isFirst = true
      while at < bytes.count, isFirst || bytes[at] != UInt8(ascii: "]") {
        isFirst = false
        let low = bytes[at]
        at += 1
        if low == UInt8(ascii: "\\") {
          guard at < bytes.count, let escaped = Self.escaped(bytes[at]) else { return nil }
          set.formUnion(escaped)
          at += 1
        } else if low == UInt8(ascii: "["), at < bytes.count, bytes[at] == UInt8(ascii: ":") {
          return nil
        } else if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "-"), bytes[at + 1] != UInt8(ascii: "]") {
          guard bytes[at + 1] >= low, bytes[at + 1] != UInt8(ascii: "\\") else { return nil }
          set.formUnion(low...bytes[at + 1])
          at += 2
        } else {
          set.insert(low)
        }
      }
      guard at < bytes.count else { return nil }
      at += 1
      set = cased(set)
      return .set(isNegated ? Set(0...255).subtracting(set) : set)
    }

    private func cased(_ set: Set<UInt8>) -> Set<UInt8> {
      guard ignoresCase else { return set }
      return set.union(set.filter { ($0 | 0x20) &- 0x61 < 26 }.map { $0 ^ 0x20 })
    }

    private static func escaped(_ byte: UInt8) -> Set<UInt8>? {
      let digits = Set(UInt8(ascii: "0")...UInt8(ascii: "9"))
      let letters = Set(UInt8(ascii: "a")...UInt8(ascii: "z")).union(UInt8(ascii: "A")...UInt8(ascii: "Z"))
      let word = digits.union(letters).union([0x5F])
      let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0C, 0x0D]
      let all = Set<UInt8>(0...255)
      switch byte {
      case UInt8(ascii: "d"): return digits
      case UInt8(ascii: "D"): return all.subtracting(digits)
      case UInt8(ascii: "w"): return word
      case UInt8(ascii: "W"): return all.subtracting(word)
      case UInt8(ascii: "s"): return space
      case UInt8(ascii: "S"): return all.subtracting(space)
      default: return word.contains(byte) ? nil : [byte]
      }
    }
  }
}
