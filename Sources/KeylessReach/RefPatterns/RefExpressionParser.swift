/// Reads an expression in the syntax of RE2, as its default options have it.
///
/// Nothing recurses: open groups are a list, so the depth of the result is the only one, and that is bounded.
struct RefExpressionParser {
  /// With their offsets in bytes, of which there is one more: the end.
  let scalars: [Unicode.Scalar]
  private let offsets: [Int]
  var position = 0
  private(set) var flags: Flags
  private var groups = [Group(offset: 0, outerFlags: Flags())]
  private var names: Set<String> = []
  /// Whether what was read last is a repetition, on which none may follow.
  private var isRepeated = false

  private static let longestSource = 1_000
  private static let deepestGroup = 100
  /// RE2's own bound, on one count and on the product of nested ones.
  private static let mostRepeats = 1_000

  struct Flags {
    var ignoresCase = false
    var dotTakesNewline = false
    var anchorsAtLines = false
  }

  /// A part, and how often its counted repetitions write out what is innermost.
  private struct Part {
    var expression: RefExpression
    var repeats = 1
  }

  private struct Group {
    var offset: Int
    var outerFlags: Flags
    var options: [Part] = []
    var parts: [Part] = []

    var option: Part {
      let repeats = parts.map(\.repeats).max() ?? 1
      guard parts.count == 1 else { return Part(expression: .sequence(parts.map(\.expression)), repeats: repeats) }
      return parts[0]
    }

    var whole: Part {
      let all = options + [option]
      guard all.count > 1 else { return all[0] }
      return Part(expression: .either(all.map(\.expression)), repeats: all.map(\.repeats).max() ?? 1)
    }
  }

  static func parse(_ source: String, ignoresCase: Bool) throws(RefPatternError) -> RefExpression {
    if source.utf8.count > longestSource {
      throw .notRead(longestSource, "an expression of more than \(longestSource) bytes is not read")
    }
    var parser = RefExpressionParser(source, Flags(ignoresCase: ignoresCase))
    return try parser.parse()
  }

  private init(_ source: String, _ flags: Flags) {
    scalars = Array(source.unicodeScalars)
    var offset = 0
    offsets =
      scalars.map { scalar in
        defer { offset += UTF8.width(scalar) }
        return offset
      } + [source.utf8.count]
    self.flags = flags
  }

  private mutating func parse() throws(RefPatternError) -> RefExpression {
    while let scalar = peek() {
      let wasRepeated = isRepeated
      isRepeated = false
      let first = position
      position += 1
      switch scalar {
      case "(": try openGroup(first)
      case ")": try closeGroup(first)
      case "|":
        groups[last].options.append(groups[last].option)
        groups[last].parts = []
      case "*": try repeatLast(first, 0, nil, wasRepeated)
      case "+": try repeatLast(first, 1, nil, wasRepeated)
      case "?": try repeatLast(first, 0, 1, wasRepeated)
      case "{":
        if let (least, most) = readCounts() {
          try repeatLast(first, least, most, wasRepeated)
        } else {
          try append(literal: scalar, first)
        }
      case "[":
        position = first
        append(.scalars(try readClass()))
      case "\\":
        position = first
        try readEscape()
      case ".": append(.scalars(flags.dotTakesNewline ? .all : ScalarSet(0x0A...0x0A).complement))
      case "^": append(.place(flags.anchorsAtLines ? .lineStart : .textStart))
      case "$": append(.place(flags.anchorsAtLines ? .lineEnd : .textEnd))
      default: try append(literal: scalar, first)
      }
    }
    if last > 0 { throw .invalid(groups[last].offset, "the group is not closed") }
    return groups[0].whole.expression
  }

  private var last: Int { groups.count - 1 }

  func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  func offset(_ index: Int) -> Int { offsets[min(index, scalars.count)] }

  mutating func append(_ expression: RefExpression) { groups[last].parts.append(Part(expression: expression)) }

  mutating func append(literal scalar: Unicode.Scalar, _ index: Int) throws(RefPatternError) {
    append(.scalars(try cases(ScalarSet(scalar.value...scalar.value), index)))
  }

  /// A set with the other cases of its letters, where case is ignored.
  func cases(_ set: ScalarSet, _ index: Int) throws(RefPatternError) -> ScalarSet {
    guard flags.ignoresCase else { return set }
    if let folded = set.folded { return folded }
    throw .notRead(offset(index), "a letter outside ASCII is not read where case is ignored")
  }

  // MARK: Repetitions

  private mutating func repeatLast(
    _ first: Int,
    _ least: Int,
    _ most: Int?,
    _ wasRepeated: Bool
  ) throws(RefPatternError) {
    if max(least, most ?? 0) > Self.mostRepeats || least > most ?? .max {
      throw .invalid(offset(first), "RE2 takes counts up to \(Self.mostRepeats), the smaller one first")
    }
    guard var part = groups[last].parts.popLast() else {
      throw .invalid(offset(first), "the repetition has nothing before it to repeat")
    }
    if wasRepeated { throw .invalid(offset(first), "RE2 takes no repetition of a repetition without a group") }
    // Whether as much or as little as can be is taken does not change where something is found.
    if peek() == "?" { position += 1 }
    if let times = [most, least].compactMap(\.self).max(), times > 1 {
      // `+` and `*` count nothing.
      part.repeats *= times
      if part.repeats > Self.mostRepeats {
        throw .invalid(offset(first), "nested counts multiply to more than \(Self.mostRepeats), which RE2 refuses")
      }
    }
    part.expression = .repeated(part.expression, least: least, most: most)
    groups[last].parts.append(part)
    isRepeated = true
  }

  /// The counts behind a `{`; nil, and nothing is read, where it stands for itself.
  private mutating func readCounts() -> (least: Int, most: Int?)? {
    let before = position
    if let least = readNumber() {
      var most: Int? = least
      if peek() == "," {
        position += 1
        most = peek() == "}" ? nil : readNumber()
        if most == nil, peek() != "}" || scalars[position - 1] != "," {
          position = before
          return nil
        }
      }
      if peek() == "}" {
        position += 1
        return (least, most)
      }
    }
    position = before
    return nil
  }

  /// Without a leading zero, and below what RE2 takes for a number here.
  private mutating func readNumber() -> Int? {
    let first = position
    var number = 0
    while let scalar = peek(), ("0"..."9").contains(scalar) {
      if number >= 100_000_000 { return nil }
      number = number * 10 + Int(scalar.value) - 0x30
      position += 1
    }
    let count = position - first
    return count == 0 || count > 1 && scalars[first] == "0" ? nil : number
  }

  // MARK: Groups

  private mutating func openGroup(_ first: Int) throws(RefPatternError) {
    let outer = flags
    if peek() == "?" {
      position += 1
      let isGroup = try readGroupHead(first)
      // `(?i)` holds from here to the end of the group it stands in.
      guard isGroup else { return }
    }
    if groups.count > Self.deepestGroup {
      throw .notRead(offset(first), "groups nested deeper than \(Self.deepestGroup) are not read")
    }
    groups.append(Group(offset: offset(first), outerFlags: outer))
  }

  private mutating func closeGroup(_ first: Int) throws(RefPatternError) {
    guard last > 0 else { throw .invalid(offset(first), "the `)` closes no group") }
    let group = groups.removeLast()
    flags = group.outerFlags
    groups[last].parts.append(group.whole)
  }

  /// What stands behind `(?`, up to the first of the group's own text; false where there is none.
  private mutating func readGroupHead(_ first: Int) throws(RefPatternError) -> Bool {
    switch (peek(), peek(1)) {
    case ("=", _), ("!", _), ("<", "="), ("<", "!"):
      throw .invalid(offset(first), "RE2 cannot look ahead or behind")
    case ("P", "<"):
      position += 2
      try readName(first)
      return true
    case ("<", _):
      position += 1
      try readName(first)
      return true
    case ("P", _): throw .invalid(offset(first), "RE2 has no reference to a group")
    default: return try readFlags(first)
    }
  }

  private mutating func readName(_ first: Int) throws(RefPatternError) {
    var name = ""
    while let scalar = peek(), scalar != ">" {
      guard ScalarSet.words.contains(scalar.value) else {
        if scalar.isASCII { throw .invalid(offset(position), "the name of a group is letters, digits and `_`") }
        throw .notRead(offset(position), "the name of a group is read in ASCII only")
      }
      name.unicodeScalars.append(scalar)
      position += 1
    }
    if peek() == nil || name.isEmpty { throw .invalid(offset(first), "the group has no name in `<` and `>`") }
    position += 1
    if !names.insert(name).inserted { throw .invalid(offset(first), "two groups are named `\(name)`") }
  }

  private mutating func readFlags(_ first: Int) throws(RefPatternError) -> Bool {
    var read = flags
    var isOn = true
    var isEmpty = false
    while let scalar = peek() {
      position += 1
      switch scalar {
      case "i": read.ignoresCase = isOn
      case "s": read.dotTakesNewline = isOn
      case "m": read.anchorsAtLines = isOn
      // Which of several ways through a text is preferred.
      case "U": break
      case "-" where isOn:
        isOn = false
        isEmpty = true
        continue
      case ":" where !isEmpty, ")" where !isEmpty:
        flags = read
        return scalar == ":"
      default: throw .invalid(offset(first), "RE2 knows no group that begins like this")
      }
      isEmpty = false
    }
    throw .invalid(offset(first), "the group is not closed")
  }
}
