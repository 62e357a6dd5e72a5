package import KeylessSource

/// A value of a pipeline after files were merged: each piece keeps the file and the place it was written at.
package struct GitLabNode: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case scalar(YAMLScalar)
    case sequence([GitLabNode])
    case mapping([GitLabEntry])
    /// It would come from somewhere that is not here; the reason is a clause.
    case unknown(String)
  }

  package var value: Value
  package var span: SourceSpan
  package var tag: String?
  /// Where each byte of a scalar was written, when inputs were put into it.
  package var places: ScalarPlaces?

  package init(_ value: Value, at span: SourceSpan, tag: String? = nil, places: ScalarPlaces? = nil) {
    self.value = value
    self.span = span
    self.tag = tag
    self.places = places
  }

  init(_ node: YAMLNode, file: String) {
    span = SourceSpan(file: file, range: node.range)
    tag = node.tag
    switch node.value {
    case .scalar(let scalar): value = .scalar(scalar)
    case .sequence(let nodes): value = .sequence(nodes.map { GitLabNode($0, file: file) })
    case .mapping(let entries):
      value = .mapping(
        entries.map {
          GitLabEntry(
            name: Located($0.name, at: SourceSpan(file: file, range: $0.nameRange)),
            value: GitLabNode($0.value, file: file)
          )
        }
      )
    }
  }

  static func empty(at span: SourceSpan) -> GitLabNode { GitLabNode(.mapping([]), at: span) }

  package subscript(name: String) -> GitLabNode? { entry(name)?.value }

  package func entry(_ name: String) -> GitLabEntry? {
    entries.first { $0.name.value.utf8.elementsEqual(name.utf8) }
  }

  package var entries: [GitLabEntry] {
    guard case .mapping(let entries) = value else { return [] }
    return entries
  }

  /// The elements of a list, or the one value that stands where a list may stand; nothing for null.
  package var elements: [GitLabNode] {
    switch value {
    case .sequence(let nodes): nodes
    case .scalar(let scalar) where scalar.resolved == .null: []
    default: [self]
    }
  }

  /// The elements with those of nested lists in their place.
  package var flattened: [GitLabNode] {
    elements.flatMap { node -> [GitLabNode] in
      guard case .sequence = node.value else { return [node] }
      return node.flattened
    }
  }

  package var isMapping: Bool { if case .mapping = value { true } else { false } }

  package var isNull: Bool {
    guard case .scalar(let scalar) = value else { return false }
    return scalar.resolved == .null
  }

  /// A scalar's text, whatever it resolves to; nil for null.
  package var text: String? {
    guard case .scalar(let scalar) = value, scalar.resolved != .null else { return nil }
    return scalar.text
  }

  package var located: Located<String>? { text.map { Located($0, at: span) } }

  package var bool: Bool? {
    guard case .scalar(let scalar) = value, case .bool(let bool) = scalar.resolved else { return nil }
    return bool
  }

  /// Mappings merge by their keys, in depth; anything else is replaced by what comes later.
  func merged(with later: GitLabNode) -> GitLabNode {
    guard case .mapping(let old) = value, case .mapping(let new) = later.value else { return later }
    var result = old
    var index: [String: Int] = [:]
    for (place, entry) in old.enumerated() { index[entry.name.value] = place }
    for entry in new {
      if let place = index[entry.name.value] {
        result[place] = GitLabEntry(name: entry.name, value: result[place].value.merged(with: entry.value))
      } else {
        index[entry.name.value] = result.count
        result.append(entry)
      }
    }
    return GitLabNode(.mapping(result), at: later.span, tag: later.tag)
  }

  func removing(_ name: String) -> GitLabNode {
    guard case .mapping(let entries) = value else { return self }
    return GitLabNode(.mapping(entries.filter { !$0.name.value.utf8.elementsEqual(name.utf8) }), at: span, tag: tag)
  }
}

/// One entry of a mapping.
package struct GitLabEntry: Hashable, Sendable {
  package var name: Located<String>
  package var value: GitLabNode
}
