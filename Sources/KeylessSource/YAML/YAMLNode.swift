/// A YAML value that knows where it stands: byte offsets into the document it was read from.
///
/// Aliases and merge keys are resolved; such a value keeps the place where it was written.
package struct YAMLNode: Hashable, Sendable {
  package var value: Value
  /// UTF-8 offsets; quotes, brackets and properties (`&anchor`, `!tag`) included.
  package var range: Range<Int>
  /// The tag as it was written, for the languages that have their own: `!reference`, `!Sub`; nil when there is none.
  package var tag: String?

  package init(_ value: Value, range: Range<Int>, tag: String? = nil) {
    self.value = value
    self.range = range
    self.tag = tag
  }

  package enum Value: Hashable, Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    /// Entries in the order of the document; names are unique, the reader sees to it.
    case mapping([YAMLEntry])
  }

  /// The value of a mapping's key by its exact bytes; nil for anything that is not a mapping.
  package subscript(name: String) -> YAMLNode? {
    guard case .mapping(let entries) = value else { return nil }
    return entries.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// What kind of value this is, for messages.
  package var kind: String {
    switch value {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let scalar): scalar.kind
    }
  }

  /// The same value as JSON, the way a JSON policy written in YAML is meant; nil for a float YAML has and JSON has not.
  package var json: JSON? {
    switch value {
    case .scalar(let scalar): return scalar.json
    case .sequence(let nodes):
      var elements: [JSON] = []
      for node in nodes {
        guard let element = node.json else { return nil }
        elements.append(element)
      }
      return .array(elements)
    case .mapping(let entries):
      var members: [JSON.Member] = []
      for entry in entries {
        guard let value = entry.value.json else { return nil }
        members.append(JSON.Member(entry.name, value))
      }
      return .object(members)
    }
  }
}

/// One entry of a mapping, with the place of its key.
package struct YAMLEntry: Hashable, Sendable {
  /// The key's text; every key is a scalar, `on` and `1` are the strings they look like.
  package var name: String
  package var nameRange: Range<Int>
  package var value: YAMLNode

  package init(name: String, nameRange: Range<Int>, value: YAMLNode) {
    self.name = name
    self.nameRange = nameRange
    self.value = value
  }
}
