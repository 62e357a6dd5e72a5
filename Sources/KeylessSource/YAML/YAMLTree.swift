import Yams

/// Builds our tree from the nodes Yams composes, finding the end of each one in the source again.
struct YAMLTree {
  private let bytes: [UInt8]
  private let file: String
  private let limits: YAMLReader.Limits
  private var positions: YAMLPositions
  private var anchored: [String: Anchored] = [:]
  private var expanded = 0
  private var size = 0
  /// The end of the last node that stands in the text at this place (an alias does not).
  private var cursor = 0

  private struct Anchored {
    var mark: (line: Int, column: Int)
    var node: YAMLNode
    var size: Int
    var height: Int
  }

  init(_ bytes: [UInt8], file: String, limits: YAMLReader.Limits) {
    self.bytes = bytes
    self.file = file
    self.limits = limits
    positions = YAMLPositions(bytes)
  }

  mutating func document(_ root: Node) throws(YAMLError) -> YAMLNode {
    anchored = [:]
    return try convert(root, depth: 0).node
  }

  private mutating func convert(_ node: Node, depth: Int) throws(YAMLError) -> (node: YAMLNode, height: Int) {
    let mark = (line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    let name = node.anchor?.rawValue
    if let name, let known = anchored[name], known.mark == mark {
      expanded += known.size
      size += known.size
      guard expanded <= limits.expansion else {
        throw YAMLError(
          .tooManyAliases,
          "aliases expand to more than \(limits.expansion) values",
          at: .init(span(known.node.range), "repeated too often")
        )
      }
      guard depth + known.height <= limits.depth else { throw tooDeep(known.node.range) }
      return (known.node, known.height)
    }
    let start = positions.offset(line: mark.line, column: mark.column)
    guard depth < limits.depth || node.scalar != nil else { throw tooDeep(start..<min(start + 1, bytes.count)) }
    let before = size
    size += 1
    let built = try build(node, mark: mark, start: start, depth: depth)
    if let name {
      anchored[name] = Anchored(mark: mark, node: built.node, size: size - before, height: built.height)
    }
    return built
  }

  private mutating func build(
    _ node: Node,
    mark: (line: Int, column: Int),
    start: Int,
    depth: Int
  ) throws(YAMLError) -> (node: YAMLNode, height: Int) {
    switch node {
    case .scalar(let scalar):
      let tag = Self.written(scalar.tag.description)
      let end = YAMLExtent(bytes).scalar(scalar, from: start, tagged: tag != nil || node.anchor != nil)
      cursor = max(cursor, end)
      return (YAMLNode(.scalar(Self.scalar(scalar)), range: start..<end, tag: tag), 0)
    case .sequence(let sequence):
      let tag = Self.written(sequence.tag.description)
      let open = opening(start, tagged: tag != nil || node.anchor != nil, mark, sequence.first?.mark)
      var nodes: [YAMLNode] = []
      var height = 0
      for element in sequence {
        let child = try convert(element, depth: depth + 1)
        nodes.append(child.node)
        height = max(height, child.height)
      }
      let end = close(open)
      return (YAMLNode(.sequence(nodes), range: start..<max(end, start), tag: tag), height + 1)
    case .mapping(let mapping):
      let tag = Self.written(mapping.tag.description)
      let open = opening(start, tagged: tag != nil || node.anchor != nil, mark, mapping.first?.key.mark)
      var entries: [YAMLEntry] = []
      var height = 0
      for (key, value) in mapping {
        let name = try self.key(key, depth: depth + 1)
        let child = try convert(value, depth: depth + 1)
        entries.append(YAMLEntry(name: name.text, nameRange: name.range, value: child.node))
        height = max(height, child.height)
      }
      let end = close(open)
      return (YAMLNode(.mapping(try merged(entries)), range: start..<max(end, start), tag: tag), height + 1)
    case .alias:
      // Yams resolves aliases while composing; this case exists only for trees built by hand.
      throw YAMLError(.syntax, "an alias stands alone", at: .init(span(start..<start)))
    }
  }

  private mutating func key(_ node: Node, depth: Int) throws(YAMLError) -> (text: String, range: Range<Int>) {
    let key = try convert(node, depth: depth).node
    guard case .scalar(let scalar) = key.value else {
      throw YAMLError(
        .complexKey,
        "a mapping key is \(key.kind)",
        at: .init(span(key.range), "not a plain key")
      )
    }
    return (scalar.text, key.range)
  }

  /// Brings in the entries of `<<` (YAML 1.1 merge keys): what is written beside it wins, then the earlier mapping.
  private mutating func merged(_ entries: [YAMLEntry]) throws(YAMLError) -> [YAMLEntry] {
    guard let merge = entries.first(where: { $0.name == "<<" }) else { return entries }
    var result = entries.filter { $0.name != "<<" }
    var seen = Set(result.map { Array($0.name.utf8) })
    let sources: [YAMLNode]
    if case .sequence(let list) = merge.value.value { sources = list } else { sources = [merge.value] }
    for source in sources {
      guard case .mapping(let inherited) = source.value else {
        throw YAMLError(
          .syntax,
          "`<<` merges \(source.kind), it wants a mapping or a list of mappings",
          at: .init(span(merge.nameRange))
        )
      }
      expanded += inherited.count
      size += inherited.count
      guard expanded <= limits.expansion else {
        throw YAMLError(
          .tooManyAliases,
          "merge keys expand to more than \(limits.expansion) values",
          at: .init(span(merge.nameRange), "one too many")
        )
      }
      for entry in inherited where seen.insert(Array(entry.name.utf8)).inserted { result.append(entry) }
    }
    return result
  }

  /// The closing bracket to look for after the children; nil for a block collection.
  private mutating func opening(
    _ start: Int,
    tagged: Bool,
    _ mark: (line: Int, column: Int),
    _ first: Mark?
  ) -> UInt8? {
    let open = tagged ? YAMLExtent(bytes).afterProperties(start) : start
    if let first, first.line == mark.line, first.column == mark.column, !tagged {
      cursor = max(cursor, start)
      return nil
    }
    cursor = max(cursor, open)
    guard open < bytes.count else { return nil }
    switch bytes[open] {
    case UInt8(ascii: "["):
      cursor = max(cursor, open + 1)
      return UInt8(ascii: "]")
    case UInt8(ascii: "{"):
      cursor = max(cursor, open + 1)
      return UInt8(ascii: "}")
    default: return nil
    }
  }

  private mutating func close(_ bracket: UInt8?) -> Int {
    if let bracket { cursor = YAMLExtent(bytes).closing(bracket, from: cursor) }
    return cursor
  }

  private func tooDeep(_ range: Range<Int>) -> YAMLError {
    YAMLError(.tooDeep, "nesting is deeper than \(limits.depth) levels", at: .init(span(range)))
  }

  private func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(file: file, range: range) }

  private static func written(_ tag: String) -> String? {
    tag.isEmpty || tag == "!" || tag.hasPrefix("tag:yaml.org,2002:") ? nil : tag
  }

  private static func scalar(_ scalar: Node.Scalar) -> YAMLScalar {
    let style: YAMLScalar.Style =
      switch scalar.style {
      case .singleQuoted: .singleQuoted
      case .doubleQuoted: .doubleQuoted
      case .literal: .literal
      case .folded: .folded
      case .any, .plain: .plain
      }
    // An explicit tag makes the text a string unless it asks for the type the text has anyway.
    let implicit = YAMLScalar.resolve(scalar.string, style: style)
    let resolved: YAMLScalar.Resolved =
      switch scalar.tag.description {
      case "", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
        implicit
      default: .string
      }
    return YAMLScalar(scalar.string, style: style, resolved: resolved)
  }
}

extension YAMLTree {
  /// What Yams or libyaml objected to, with its place.
  mutating func failure(_ error: any Error) -> YAMLError {
    guard let error = error as? YamlError else {
      return YAMLError(.syntax, "the file is not YAML", at: .init(span(0..<0)))
    }
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      if problem.hasPrefix("Maximum nesting level") {
        return YAMLError(.tooDeep, "nesting is deeper than \(limits.depth) levels", at: .init(span(place(mark))))
      }
      return YAMLError(.syntax, Self.message(context, problem), at: .init(span(place(mark))))
    case .reader(let problem, let offset, _, _):
      let start = min(max(offset ?? 0, 0), bytes.count)
      return YAMLError(.syntax, "\(problem)", at: .init(span(start..<start)))
    case .duplicatedKeysInMapping(_, let context):
      let first = place(context.mark)
      let key = YAMLExtent(bytes).word(from: first.lowerBound)
      let text = String(decoding: bytes[key].prefix(64), as: UTF8.self)
      let message: Diagnostic.Message = "the key `\(text)` appears twice in one mapping"
      if let second = YAMLExtent(bytes).sibling(of: key) {
        return YAMLError(
          .duplicateKey,
          message,
          at: .init(span(second), "again here"),
          related: [.init(span(key), "first here")]
        )
      }
      return YAMLError(.duplicateKey, message, at: .init(span(key)))
    default: return YAMLError(.syntax, "the file is not YAML", at: .init(span(0..<0)))
    }
  }

  private mutating func place(_ mark: Mark) -> Range<Int> {
    let start = positions.offset(line: mark.line, column: mark.column)
    return start..<start
  }

  private static func message(_ context: YamlError.Context?, _ problem: String) -> Diagnostic.Message {
    guard let context, !context.text.isEmpty else { return "\(problem)" }
    return "\(problem) (\(context.text))"
  }
}
