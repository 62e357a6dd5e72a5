/// Runs one pattern over one text.
struct TerraformRegexMatcher {
  private let text: [Unicode.Scalar]
  private let groups: Int
  private var captures: TerraformRegex.Match = []
  private(set) var steps = 0
  private var depth = 0

  init(_ text: [Unicode.Scalar], groups: Int) {
    self.text = text
    self.groups = groups
  }

  typealias Refusal = TerraformRegex.Refusal
  typealias Node = TerraformRegex.Node

  mutating func match(_ nodes: [Node], at start: Int) throws -> TerraformRegex.Match? {
    captures = Array(repeating: nil, count: groups + 1)
    var end: Int?
    let found = try run(nodes[...], start) { _, position in
      end = position
      return true
    }
    guard found, let end else { return nil }
    captures[0] = start..<end
    return captures
  }

  /// What is still to be matched behind a node.
  private typealias Rest = (inout TerraformRegexMatcher, Int) throws -> Bool

  private mutating func run(_ nodes: ArraySlice<Node>, _ position: Int, _ rest: Rest) throws -> Bool {
    steps += 1
    guard steps < 200_000 else { throw Refusal(reason: "the pattern takes more work than is done") }
    guard depth < 60 else { throw Refusal(reason: "the pattern is more nested than is followed") }
    depth += 1
    defer { depth -= 1 }
    var (nodes, position) = (nodes, position)
    while let node = nodes.first, let length = try simple(node, position) {
      guard length >= 0 else { return false }
      position += length
      nodes = nodes.dropFirst()
    }
    guard let node = nodes.first else { return try rest(&self, position) }
    let following = nodes.dropFirst()
    switch node {
    case .set, .start, .end, .wordBoundary: return false
    case .group(let inner, let capture): return try group(inner, capture, position, following, rest)
    case .alternatives(let branches):
      for branch in branches {
        let before = captures
        if try run(branch[...], position, { try $0.run(following, $1, rest) }) { return true }
        captures = before
      }
      return false
    case .repeat(let inner, let least, let most, let isLazy):
      if case .set(let characters)? = inner.first, inner.count == 1 {
        return try many(characters, least, most, isLazy, position, following, rest)
      }
      return try again(inner, 0, least, most, isLazy, position, following, rest)
    }
  }

  /// How far a node goes that can match in one way only; negative when it does not, nil for any other node.
  private func simple(_ node: Node, _ position: Int) throws -> Int? {
    switch node {
    case .set(let characters): try holds(characters, position) ? 1 : -1
    case .start: position == 0 ? 0 : -1
    case .end: position == text.count ? 0 : -1
    case .wordBoundary(let wanted): try isBoundary(position) == wanted ? 0 : -1
    case .group, .alternatives, .repeat: nil
    }
  }

  private mutating func group(
    _ inner: [Node],
    _ capture: Int?,
    _ position: Int,
    _ following: ArraySlice<Node>,
    _ rest: Rest
  ) throws -> Bool {
    guard let capture else { return try run(inner[...], position) { try $0.run(following, $1, rest) } }
    let before = captures[capture]
    let found = try run(inner[...], position) { matcher, end in
      let inside = matcher.captures[capture]
      matcher.captures[capture] = position..<end
      if try matcher.run(following, end, rest) { return true }
      matcher.captures[capture] = inside
      return false
    }
    if !found { captures[capture] = before }
    return found
  }

  /// A repeated class needs no recursion.
  private mutating func many(
    _ characters: TerraformRegex.Characters,
    _ least: Int,
    _ most: Int?,
    _ isLazy: Bool,
    _ position: Int,
    _ following: ArraySlice<Node>,
    _ rest: Rest
  ) throws -> Bool {
    var end = position
    let limit = most.map { min(text.count, position + $0) } ?? text.count
    // A symbol stands for several characters, so it can only be part of what has no bound.
    let isBounded = least > 1 || most != nil
    if isLazy {
      while end - position < least, end < limit, try holds(characters, end, isBounded) { end += 1 }
      guard end - position >= least else { return false }
      while true {
        if try run(following, end, rest) { return true }
        guard end < limit, try holds(characters, end, isBounded) else { return false }
        end += 1
      }
    }
    while end < limit, try holds(characters, end, isBounded) {
      steps += 1
      end += 1
    }
    while end - position >= least {
      if try run(following, end, rest) { return true }
      end -= 1
    }
    return false
  }

  private mutating func again(
    _ inner: [Node],
    _ count: Int,
    _ least: Int,
    _ most: Int?,
    _ isLazy: Bool,
    _ position: Int,
    _ following: ArraySlice<Node>,
    _ rest: Rest
  ) throws -> Bool {
    if isLazy, count >= least, try run(following, position, rest) { return true }
    if most.map({ count < $0 }) ?? true {
      let before = captures
      let found = try run(inner[...], position) { matcher, end in
        // A turn that matches nothing would go on for ever.
        guard end > position || count < least else { return false }
        return try matcher.again(inner, count + 1, least, most, isLazy, end, following, rest)
      }
      if found { return true }
      captures = before
    }
    return !isLazy && count >= least ? try run(following, position, rest) : false
  }

  private func holds(_ characters: TerraformRegex.Characters, _ position: Int, _ isExact: Bool = true) throws -> Bool {
    guard position < text.count else { return false }
    let scalar = text[position]
    guard scalar.value >= 0xF0000 else { return characters.contains(scalar) }
    switch characters.holdsSymbols {
    case false?: return false
    case true? where !isExact: return true
    default: throw Refusal(reason: "whether the pattern matches depends on what is not in the configuration")
    }
  }

  private func isBoundary(_ position: Int) throws -> Bool {
    func isWord(_ index: Int) throws -> Bool {
      guard text.indices.contains(index) else { return false }
      let scalar = text[index]
      if scalar.value >= 0xF0000 { return true }
      return scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_")
    }
    return try isWord(position - 1) != isWord(position)
  }
}
