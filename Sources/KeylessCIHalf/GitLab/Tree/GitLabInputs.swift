import KeylessSource

/// Puts inputs into a file: `$[[ inputs.name | function ]]`, before anything else is done with it.
///
/// What has no value stays as it is written; whoever reads it finds it unknown.
struct GitLabInputs {
  /// By name: what was given, or the default.
  let values: [String: GitLabNode]
  /// The bytes of each file, for the places.
  let tree: SourceTree
  private(set) var diagnostics: [Diagnostic] = []
  private var budget = 100_000

  init(header: GitLabNode?, given: GitLabNode?, at include: SourceSpan?, tree: SourceTree) {
    self.tree = tree
    var values: [String: GitLabNode] = [:]
    let declared = header?["spec"]?["inputs"]
    for entry in declared?.entries ?? [] {
      if let value = given?[entry.name.value] {
        values[entry.name.value] = value
      } else if let value = entry.value["default"] {
        values[entry.name.value] = value
      } else if let include {
        diagnostics.append(
          Diagnostic(
            "gitlab-input",
            .error,
            "the input `\(entry.name.value)` has no default and is not given",
            at: .init(include, "nothing gives it"),
            related: [.init(entry.name.span, "declared here")],
            help: "give it under `inputs:` of the include"
          )
        )
      }
    }
    for entry in given?.entries ?? [] where declared?[entry.name.value] == nil {
      diagnostics.append(
        Diagnostic(
          "gitlab-input",
          .error,
          "the included file has no input `\(entry.name.value)`",
          at: .init(entry.name.span, "GitLab refuses the pipeline"),
          help: "remove it, or correct its name"
        )
      )
    }
    self.values = values
  }

  mutating func interpolate(_ node: GitLabNode) -> GitLabNode {
    switch node.value {
    case .unknown: return node
    case .sequence(let nodes):
      return GitLabNode(.sequence(nodes.map { interpolate($0) }), at: node.span, tag: node.tag)
    case .mapping(let entries):
      var result: [GitLabEntry] = []
      for entry in entries {
        var name = entry.name
        if name.value.utf8.contains(UInt8(ascii: "[")) { name.value = text(name.value) }
        result.append(GitLabEntry(name: name, value: interpolate(entry.value)))
      }
      return GitLabNode(.mapping(result), at: node.span, tag: node.tag)
    case .scalar(let scalar): return interpolate(scalar, node)
    }
  }

  private mutating func interpolate(_ scalar: YAMLScalar, _ node: GitLabNode) -> GitLabNode {
    let blocks = Self.blocks(in: scalar.text)
    guard !blocks.isEmpty, let source = tree[node.span.file] else { return node }
    let whole = scalar.text.utf8.count
    if blocks.count == 1, blocks[0].range == 0..<whole, let value = value(blocks[0].text), !value.isApplied {
      // The whole value is one input: a list or a boolean stays one, at the place where it is used.
      budget -= 1
      guard budget > 0 else { return GitLabNode(.unknown("inputs make it too large"), at: node.span) }
      var result = value.node
      result.span = node.span
      if case .scalar(let inner) = result.value {
        result.places = ScalarPlaces(count: inner.text.utf8.count, at: node.span.range)
      }
      return result
    }
    var bytes = Array(scalar.text.utf8)
    var places = ScalarPlaces(scalar, range: node.span.range, in: source)
    for block in blocks.reversed() {
      guard let value = value(block.text), let text = Self.string(value.node) else { continue }
      guard bytes.count + text.utf8.count < 1 << 20 else {
        return GitLabNode(.unknown("inputs make it too large"), at: node.span)
      }
      places.replace(block.range, count: text.utf8.count)
      bytes.replaceSubrange(block.range, with: text.utf8)
    }
    var scalar = scalar
    scalar.text = String(decoding: bytes, as: UTF8.self)
    return GitLabNode(.scalar(scalar), at: node.span, tag: node.tag, places: places)
  }

  private func text(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for block in Self.blocks(in: text).reversed() {
      guard let value = value(block.text), let text = Self.string(value.node) else { continue }
      bytes.replaceSubrange(block.range, with: text.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func string(_ node: GitLabNode) -> String? {
    switch node.value {
    case .scalar(let scalar): scalar.resolved == .null ? "" : scalar.text
    case .sequence, .mapping, .unknown: nil
    }
  }

  /// The value of what stands between the brackets; nil when it has none.
  private func value(_ block: String) -> (node: GitLabNode, isApplied: Bool)? {
    let steps = block.split(separator: "|").map { $0.split { $0 == " " || $0 == "\n" }.joined() }
    guard let first = steps.first, first.hasPrefix("inputs."), var node = values[String(first.dropFirst(7))] else {
      return nil
    }
    for step in steps.dropFirst() where step != "expand_vars" {
      guard step.hasPrefix("truncate("), step.hasSuffix(")"), case .scalar(var scalar) = node.value else { return nil }
      let numbers = step.dropFirst(9).dropLast().split(separator: ",").compactMap { Int($0) }
      guard numbers.count == 2, numbers[0] >= 0, numbers[1] >= 0 else { return nil }
      scalar.text = String(scalar.text.dropFirst(numbers[0]).prefix(numbers[1]))
      node.value = .scalar(scalar)
    }
    return (node, false)
  }

  static func blocks(in text: String) -> [(range: Range<Int>, text: String)] {
    let bytes = Array(text.utf8)
    var found: [(Range<Int>, String)] = []
    var index = 0
    while index + 3 < bytes.count {
      guard bytes[index] == 0x24, bytes[index + 1] == 0x5B, bytes[index + 2] == 0x5B else {
        index += 1
        continue
      }
      var end = index + 3
      while end + 1 < bytes.count, !(bytes[end] == 0x5D && bytes[end + 1] == 0x5D) { end += 1 }
      guard end + 1 < bytes.count else { break }
      let inner = String(decoding: bytes[index + 3..<end], as: UTF8.self)
      found.append((index..<end + 2, inner))
      index = end + 2
    }
    return found
  }
}
