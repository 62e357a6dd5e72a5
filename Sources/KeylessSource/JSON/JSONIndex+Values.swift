extension JSONIndex {
  /// The value with everything below it, built now.
  ///
  /// Recursion ends: the check bounded the depth.
  package func node(_ place: Place) -> JSONNode {
    let entry = entries[place.entry]
    let range = Int(entry.start)..<Int(entry.end)
    let value: JSONNode.Value =
      switch entry.kind {
      case .null: .null
      case .yes: .bool(true)
      case .no: .bool(false)
      case .number: .number(JSONNumber(literal: String(decoding: bytes[range], as: UTF8.self)))
      case .plainString, .escapedString: .string(text(entry))
      case .array: .array(elements(of: place).map(node))
      case .object:
        .object(
          members(of: place).map { member in
            let name = entries[member.name.entry]
            return JSONMember(
              name: text(name),
              nameRange: Int(name.start)..<Int(name.end),
              value: node(member.value)
            )
          }
        )
      }
    return JSONNode(value, range: range)
  }

  /// The text of a string; nil for anything else.
  package func text(_ place: Place) -> String? {
    let entry = entries[place.entry]
    return entry.isString ? text(entry) : nil
  }

  /// A number as it is written; nil for anything else.
  package func number(_ place: Place) -> JSONNumber? {
    let entry = entries[place.entry]
    guard entry.kind == .number else { return nil }
    return JSONNumber(literal: String(decoding: bytes[Int(entry.start)..<Int(entry.end)], as: UTF8.self))
  }

  package func bool(_ place: Place) -> Bool? {
    switch entries[place.entry].kind {
    case .yes: true
    case .no: false
    default: nil
    }
  }

  package func isString(_ place: Place) -> Bool { entries[place.entry].isString }

  /// The elements of an array; nil for anything else.
  package func array(_ place: Place) -> [Place]? {
    entries[place.entry].kind == .array ? Array(elements(of: place)) : nil
  }

  /// A string's text of at most four bytes as one number, its length above them; nil for any other value.
  ///
  /// The length keeps a text apart from the same text behind a NUL.
  package func packed(_ place: Place) -> UInt64? {
    let entry = entries[place.entry]
    switch entry.kind {
    case .plainString: return Self.pack(bytes.span, entry.content)
    case .escapedString:
      let text = JSONText.unescape(bytes.span, entry.content)
      return Self.pack(text.span, 0..<text.count)
    default: return nil
    }
  }

  private static func pack(_ text: Span<UInt8>, _ content: Range<Int>) -> UInt64? {
    guard content.count <= 4 else { return nil }
    var packed: UInt64 = 0
    for index in content { packed = packed << 8 | UInt64(text[index]) }
    return packed | UInt64(content.count) << 32
  }

  /// Whether a string's text is the same bytes.
  func text(_ place: Place, is other: String) -> Bool {
    let entry = entries[place.entry]
    switch entry.kind {
    case .plainString:
      return ByteScan.same(bytes.span.extracting(entry.content), other.utf8.span)
    case .escapedString: return JSONText.unescape(bytes.span, entry.content).elementsEqual(other.utf8)
    default: return false
    }
  }

  private func text(_ entry: Entry) -> String {
    entry.kind == .plainString
      ? String(decoding: bytes[entry.content], as: UTF8.self)
      : String(decoding: JSONText.unescape(bytes.span, entry.content), as: UTF8.self)
  }
}

extension JSONIndex.Entry {
  var isString: Bool { kind == .plainString || kind == .escapedString }

  /// What stands between the quotes; the check saw both.
  var content: Range<Int> { Int(start) + 1..<Int(end) - 1 }
}
