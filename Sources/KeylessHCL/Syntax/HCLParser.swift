import KeylessSource

/// Reads HCL's native syntax (hashicorp/hcl, `hclsyntax/spec.md`) into a tree that has every byte's place.
///
/// What cannot be read costs the attribute or block it stands in and no other. Recursion goes as deep as the limits
/// allow; chains of operators, steps and lines are loops.
struct HCLParser: ~Copyable {
  let text: [UInt8]
  let tokens: ContiguousArray<HCLToken>
  let place: HCLPlace
  let limits: HCLLimits
  var position = 0
  /// Within brackets other than an object's, a line's end is white space.
  var skipsNewlines = false
  var depth = 0
  var nodes: ContiguousArray<HCLNode> = []
  var links: ContiguousArray<UInt32> = []
  /// Children of what is being read.
  var scratch: ContiguousArray<UInt32> = []
  var diagnostics: [Diagnostic] = []
  /// How often a block may still be read again because its brace was never found.
  var rewinds = 8
  /// The attributes of the bodies that are being read, to find one that is set twice.
  var names = HCLNames()
  /// The first token of the item that is being read.
  var itemStart = 0
  /// Whether a heredoc without an end took the rest of the file, and with it the braces that would close the blocks.
  var isSwallowed = false
  /// Brackets open in the item that is being read, so that an error can name the one that was forgotten.
  var opened: [Int] = []

  init(_ text: [UInt8], _ tokens: consuming ContiguousArray<HCLToken>, _ place: HCLPlace, _ limits: HCLLimits) {
    self.text = text
    self.place = place
    self.limits = limits
    nodes.reserveCapacity(tokens.count / 2 + 8)
    links.reserveCapacity(tokens.count / 2 + 8)
    self.tokens = tokens
  }

  /// Thrown when an item cannot be read on; what is wrong has been said.
  struct Stop: Error {}

  /// The kind of the next token.
  @inline(__always)
  mutating func peek() -> HCLToken.Kind {
    if skipsNewlines { while tokens[position].kind == .newline { position &+= 1 } }
    return tokens[position].kind
  }

  /// The next token, which is passed; the end never is.
  @inline(__always)
  @discardableResult
  mutating func next() -> HCLToken {
    if skipsNewlines { while tokens[position].kind == .newline { position &+= 1 } }
    let token = tokens[position]
    if token.kind != .end { position &+= 1 }
    return token
  }

  @inline(__always)
  mutating func take(_ kind: HCLToken.Kind) -> Bool {
    guard peek() == kind else { return false }
    next()
    return true
  }

  @inline(__always)
  mutating func add(_ node: HCLNode) -> UInt32 {
    nodes.append(node)
    return UInt32(truncatingIfNeeded: nodes.count &- 1)
  }

  /// The children since a mark as a node's list.
  @inline(__always)
  mutating func list(_ node: HCLNode, from mark: Int) -> UInt32 {
    var node = node
    node.a = UInt32(truncatingIfNeeded: links.count)
    node.b = UInt32(truncatingIfNeeded: scratch.count &- mark)
    links.append(contentsOf: scratch[mark...])
    scratch.removeLast(scratch.count &- mark)
    return add(node)
  }

  func end(_ node: UInt32) -> UInt32 { nodes[Int(node)].end }
  func start(_ node: UInt32) -> UInt32 { nodes[Int(node)].start }

  /// Whether a token is exactly this word.
  func isWord(_ token: HCLToken, _ word: HCLKeyword) -> Bool {
    guard token.kind == .identifier, Int(token.end &- token.start) == word.length else { return false }
    var packed: UInt64 = 0
    for index in Int(token.start)..<Int(token.end) { packed = packed << 8 | UInt64(text[index]) }
    return packed == word.packed
  }

  mutating func isNextWord(_ word: HCLKeyword) -> Bool {
    peek() == .identifier && isWord(tokens[position], word)
  }

  /// Every level of nesting passes here.
  mutating func enter(_ token: HCLToken) throws(Stop) {
    depth += 1
    guard depth <= limits.depth else {
      depth -= 1
      throw fail(
        "hcl-too-deep",
        "nesting is deeper than \(limits.depth) levels",
        token,
        "one level too many",
        help: "give the inner part a name of its own, in `locals`"
      )
    }
  }
}
