/// A JSON value that knows where it stands: byte offsets into the document it was parsed from.
package struct JSONNode: Hashable, Sendable {
  package var value: Value
  /// UTF-8 offsets, quotes and brackets included.
  package var range: Range<Int>

  package init(_ value: Value, range: Range<Int>) {
    self.value = value
    self.range = range
  }

  package enum Value: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONNode])
    /// Members in the order of the document; names are unique, the parser sees to it.
    case object([JSONMember])
  }

  /// The member of an object whose name is the same bytes; nil for anything that is not an object.
  package subscript(name: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// The same value without its places.
  package var plain: JSON {
    switch value {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .number(let number): number.integer.map(JSON.integer) ?? .number(number.literal)
    case .string(let string): .string(string)
    case .array(let nodes): .array(nodes.map(\.plain))
    case .object(let members): .object(members.map { JSON.Member($0.name, $0.value.plain) })
    }
  }

  /// What kind of value this is, in the words of RFC 8259, for messages.
  package var kind: String {
    switch value {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// One member of a JSON object, with the place of its name.
package struct JSONMember: Hashable, Sendable {
  package var name: String
  package var nameRange: Range<Int>
  package var value: JSONNode

  package init(name: String, nameRange: Range<Int>, value: JSONNode) {
    self.name = name
    self.nameRange = nameRange
    self.value = value
  }
}

/// A number as it was written, so that nothing is lost to a floating-point detour.
package struct JSONNumber: Hashable, Sendable {
  package var literal: String

  package init(literal: String) { self.literal = literal }

  /// The value when it is written as a plain integer (no fraction, no exponent) and fits in 64 bits.
  package var integer: Int? { Int(literal) }
}
