/// Reads a pattern.
struct TerraformRegexParser {
  private let pattern: [Unicode.Scalar]
  private var index = 0
  private(set) var groups: [String?] = []
  private var ignoresCase = false
  private var dotTakesAll = false
  private var depth = 0

  typealias Refusal = TerraformRegex.Refusal
  typealias Node = TerraformRegex.Node
  typealias Characters = TerraformRegex.Characters

  init(_ pattern: String) { self.pattern = Array(pattern.unicodeScalars) }

  mutating func parse() throws(Refusal) -> [Node] {
    let nodes = try alternatives()
    guard index == pattern.count else { throw wrong("a parenthesis is never opened") }
    return nodes
  }

  private func wrong(_ reason: String) -> Refusal {
    Refusal(reason: "the pattern is wrong: \(reason)", isError: true)
  }

  private var next: Unicode.Scalar? { index < pattern.count ? pattern[index] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func alternatives() throws(Refusal) -> [Node] {
    guard depth < 20 else { throw Refusal(reason: "the pattern is more nested than is followed") }
    depth += 1
    defer { depth -= 1 }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : [.alternatives(branches)]
  }

  private mutating func sequence() throws(Refusal) -> [Node] {
    var nodes: [Node] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      guard let atom = try atom() else { continue }
      nodes.append(try quantified(atom))
    }
    return nodes
  }

  private mutating func quantified(_ atom: Node) throws(Refusal) -> Node {
    let bounds: (Int, Int?)
    if take("*") {
      bounds = (0, nil)
    } else if take("+") {
      bounds = (1, nil)
    } else if take("?") {
      bounds = (0, 1)
    } else if next == "{", let counted = braces() {
      bounds = counted
    } else {
      return atom
    }
    guard bounds.0 <= 1000, bounds.1 ?? 0 <= 1000, bounds.1.map({ $0 >= bounds.0 }) ?? true else {
      throw wrong("a repetition is out of range")
    }
    let isLazy = take("?")
    guard next != "*", next != "+", next != "?" else { throw wrong("a repetition is repeated") }
    return .repeat([atom], least: bounds.0, most: bounds.1, isLazy: isLazy)
  }

  /// `{2}`, `{2,}`, `{2,3}`; braces that are none of these are characters.
  private mutating func braces() -> (Int, Int?)? {
    var position = index + 1
    func digits(_ position: inout Int) -> Int? {
      var number: Int?
      while position < pattern.count, ("0"..."9").contains(pattern[position]), number ?? 0 < 10_000 {
        number = (number ?? 0) * 10 + Int(pattern[position].value - 48)
        position += 1
      }
      return number
    }
    guard let least = digits(&position) else { return nil }
    var most: Int? = least
    if position < pattern.count, pattern[position] == "," {
      position += 1
      most = digits(&position)
    }
    guard position < pattern.count, pattern[position] == "}" else { return nil }
    index = position + 1
    return (least, most)
  }

  /// Nil for what only sets a flag.
  private mutating func atom() throws(Refusal) -> Node? {
    guard let scalar = next else { throw wrong("it ends early") }
    index += 1
    switch scalar {
    case "(": return try group()
    case "[": return .set(try characterClass())
    case ".": return .set(dotTakesAll ? Characters(isNegated: true) : Characters(ranges: [10...10], isNegated: true))
    case "^": return .start
    case "$": return .end
    case "\\": return try escape()
    case "*", "+", "?": throw wrong("nothing is there to be repeated")
    default: return .set(one(scalar))
    }
  }

  private func one(_ scalar: Unicode.Scalar) -> Characters {
    var ranges = [scalar.value...scalar.value]
    if ignoresCase {
      for other in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
        if let only = other.unicodeScalars.first, other.unicodeScalars.count == 1 {
          ranges.append(only.value...only.value)
        }
      }
    }
    return Characters(ranges: ranges)
  }

  private mutating func group() throws(Refusal) -> Node? {
    var capture: Int?
    let (case0, dot0) = (ignoresCase, dotTakesAll)
    if take("?") {
      if take(":") {
        // Only a bracket.
      } else if next == "P" || next == "<" {
        _ = take("P")
        guard take("<") else { throw wrong("a group's name is not opened") }
        var name = ""
        while let scalar = next, scalar != ">" {
          name.unicodeScalars.append(scalar)
          index += 1
        }
        guard take(">"), !name.isEmpty else { throw wrong("a group's name is not closed") }
        groups.append(name)
        capture = groups.count
      } else {
        guard try !flags() else { return nil }
      }
    } else {
      groups.append(nil)
      capture = groups.count
    }
    let inner = try alternatives()
    guard take(")") else { throw wrong("a parenthesis is never closed") }
    (ignoresCase, dotTakesAll) = (case0, dot0)
    return .group(inner, capture: capture)
  }

  /// `(?i)` and `(?i:`; true for the first, which goes on to the end of its group.
  private mutating func flags() throws(Refusal) -> Bool {
    while let scalar = next {
      index += 1
      switch scalar {
      case "i": ignoresCase = true
      case "s": dotTakesAll = true
      case ")": return true
      case ":": return false
      default: throw Refusal(reason: "the pattern has a flag that is not evaluated")
      }
    }
    throw wrong("a group is never closed")
  }

  private mutating func escape() throws(Refusal) -> Node {
    guard let scalar = next else { throw wrong("it ends with a backslash") }
    switch scalar {
    case "A": index += 1; return .start
    case "z": index += 1; return .end
    case "b": index += 1; return .wordBoundary(true)
    case "B": index += 1; return .wordBoundary(false)
    default: return .set(try escapedSet())
    }
  }

  private mutating func escapedSet() throws(Refusal) -> Characters {
    guard let scalar = next else { throw wrong("it ends with a backslash") }
    index += 1
    switch scalar {
    case "d", "D": return Characters(ranges: [48...57], isNegated: scalar == "D")
    case "w", "W": return Characters(ranges: [48...57, 65...90, 95...95, 97...122], isNegated: scalar == "W")
    case "s", "S": return Characters(ranges: [9...10, 12...13, 32...32], isNegated: scalar == "S")
    case "n": return one("\n")
    case "r": return one("\r")
    case "t": return one("\t")
    default:
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      guard scalar.isASCII, !isWord else { throw Refusal(reason: "the pattern has an escape that is not evaluated") }
      return one(scalar)
    }
  }

  private mutating func characterClass() throws(Refusal) -> Characters {
    var characters = Characters(isNegated: take("^"))
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      index += 1
      if scalar == "[", next == ":" {
        characters.ranges += try named()
        continue
      }
      var low = one(scalar)
      if scalar == "\\" { low = try escapedSet() }
      guard !low.isNegated else { throw Refusal(reason: "the pattern has a class that is not evaluated") }
      let isRange = next == "-" && index + 1 < pattern.count && pattern[index + 1] != "]"
      guard isRange, let from = low.ranges.first?.lowerBound else {
        characters.ranges += low.ranges
        continue
      }
      guard !ignoresCase else { throw Refusal(reason: "the pattern has a class that is not evaluated") }
      index += 1
      let end = pattern[index]
      index += 1
      var high = one(end)
      if end == "\\" { high = try escapedSet() }
      guard low.ranges.count == 1, high.ranges.count == 1, let to = high.ranges.first?.lowerBound, from <= to else {
        throw wrong("a range of characters is backwards")
      }
      characters.ranges.append(from...to)
    }
    guard take("]") else { throw wrong("a class is never closed") }
    return characters
  }

  /// `[:alpha:]` and its like.
  private mutating func named() throws(Refusal) -> [ClosedRange<UInt32>] {
    var name = ""
    while let scalar = next, scalar != "]" {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard take("]") else { throw wrong("a class is never closed") }
    switch name {
    case ":alpha:": return [65...90, 97...122]
    case ":digit:": return [48...57]
    case ":alnum:": return [48...57, 65...90, 97...122]
    case ":lower:": return [97...122]
    case ":upper:": return [65...90]
    case ":space:": return [9...13, 32...32]
    case ":word:": return [48...57, 65...90, 95...95, 97...122]
    default: throw Refusal(reason: "the pattern has a class that is not evaluated")
    }
  }
}
