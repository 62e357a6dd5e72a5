import KeylessSource

/// Builds the tree of one JSON value, over a text that grows with each string.
struct HCLJSONBuilder {
  let source: HCLJSONSource
  var text = HCLText()
  var nodes: ContiguousArray<HCLNode> = []
  var links: ContiguousArray<UInt32> = []
  var diagnostics: [Diagnostic] = []
  /// Levels of JSON around what is being built; a template may add as many as are left.
  private var depth = 0

  init(source: HCLJSONSource) { self.source = source }

  /// Recursion ends: the JSON parser bounded the depth.
  mutating func add(_ value: JSONNode) -> UInt32 {
    switch value.value {
    case .null: leaf(.null, value.range)
    case .bool(let bool): leaf(bool ? .yes : .no, value.range)
    case .number: leaf(.number, value.range)
    case .string: template(value.range)
    case .array(let elements): list(.tuple, value.range, elements) { $0.add($1) }
    case .object(let members): list(.object, value.range, members) { $0.item($1) }
    }
  }

  private mutating func append(_ node: HCLNode) -> UInt32 {
    nodes.append(node)
    return UInt32(truncatingIfNeeded: nodes.count - 1)
  }

  /// A node over text that is copied as it is, and its place in the text.
  private mutating func leaf(_ kind: HCLNode.Kind, _ range: Range<Int>) -> UInt32 {
    let start = UInt32(truncatingIfNeeded: text.bytes.count)
    text.append(source.bytes[range], from: source.span(range), isVerbatim: true)
    return append(HCLNode(kind: kind, start: start, end: UInt32(truncatingIfNeeded: text.bytes.count)))
  }

  private mutating func list<Element>(
    _ kind: HCLNode.Kind,
    _ range: Range<Int>,
    _ elements: [Element],
    _ build: (inout HCLJSONBuilder, Element) -> UInt32
  ) -> UInt32 {
    let start = UInt32(truncatingIfNeeded: text.bytes.count)
    // The brackets stand for the ends, so that the node's place is the whole value.
    text.append(
      source.bytes[range.prefix(1)],
      from: source.span(range.lowerBound..<range.lowerBound + 1),
      isVerbatim: true
    )
    depth += 1
    defer { depth -= 1 }
    var children: [UInt32] = []
    for element in elements { children.append(build(&self, element)) }
    text.append(
      source.bytes[range.suffix(1)],
      from: source.span(range.upperBound - 1..<range.upperBound),
      isVerbatim: true
    )
    var node = HCLNode(kind: kind, start: start, end: UInt32(truncatingIfNeeded: text.bytes.count))
    node.a = UInt32(truncatingIfNeeded: links.count)
    node.b = UInt32(truncatingIfNeeded: children.count)
    links.append(contentsOf: children)
    return append(node)
  }

  private mutating func item(_ member: JSONMember) -> UInt32 {
    let key = template(member.nameRange)
    let value = add(member.value)
    return append(
      HCLNode(
        kind: .objectItem,
        flags: .colon,
        start: nodes[Int(key)].start,
        end: nodes[Int(value)].end,
        a: key,
        b: value
      )
    )
  }

  /// A string's template, read from its own text and then moved to where that stands in the whole.
  private mutating func template(_ range: Range<Int>) -> UInt32 {
    let offset = UInt32(truncatingIfNeeded: text.bytes.count)
    let own = source.text(range)
    text.append(own)
    let place = HCLPlace(file: source.file, origin: own.bytes.isEmpty ? quotes(range) : own)
    var limits = source.limits
    limits.depth -= depth
    let (template, problems) = HCLTree.template(own.bytes, at: place, limits: limits)
    diagnostics += problems
    guard let template else {
      return append(
        HCLNode(kind: .unreadable, start: offset, end: UInt32(truncatingIfNeeded: text.bytes.count))
      )
    }
    return adopt(template, offset)
  }

  private func quotes(_ range: Range<Int>) -> HCLText? {
    var text = HCLText()
    text.append(source.bytes[range], from: source.span(range), isVerbatim: false)
    return text
  }

  /// Takes over a tree's nodes, with all their numbers and places moved.
  private mutating func adopt(_ template: HCLTemplate, _ offset: UInt32) -> UInt32 {
    let base = UInt32(truncatingIfNeeded: nodes.count)
    let link = UInt32(truncatingIfNeeded: links.count)
    for var node in template.tree.nodes {
      node.start += offset
      node.end += offset
      node.move(nodes: base, links: link, text: offset)
      nodes.append(node)
    }
    links.append(contentsOf: template.tree.links.map { $0 == HCLNode.none ? $0 : $0 + base })
    return template.node + base
  }
}
