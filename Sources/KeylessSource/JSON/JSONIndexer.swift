/// The one strict pass over a JSON text (RFC 8259) that checks it and notes where everything stands.
///
/// Every read is a checked subscript, and every offset stays at most the length of the text, which is at most `limits`
/// and so fits the 32 bits of an entry. Recursion goes as deep as `limits` allows.
struct JSONIndexer: ~Copyable {
  private var entries: ContiguousArray<JSONIndex.Entry> = []
  private var index = 0
  private var depth = 0
  private let deepest: Int

  static func entries(
    of bytes: [UInt8],
    _ limits: JSONParser.Limits
  ) throws(JSONError) -> ContiguousArray<JSONIndex.Entry> {
    let size = min(limits.size, Int(UInt32.max >> 1))
    guard bytes.count <= size else {
      throw JSONError(.tooLarge, at: size, "the document is larger than \(size) bytes")
    }
    let text = bytes.span
    do {
      _ = try UTF8Span(validating: text)
    } catch {
      throw JSONError(.invalidUTF8, at: error.byteOffsets.lowerBound, "the document is not valid UTF-8")
    }
    var indexer = JSONIndexer(deepest: limits.depth)
    // A token or a policy has an entry for some dozen bytes; a dense document grows the array.
    indexer.entries.reserveCapacity(min(bytes.count / 12 + 4, 4096))
    indexer.skipSpace(text)
    try indexer.value(text)
    indexer.skipSpace(text)
    guard indexer.index == text.count else {
      throw JSONError(.syntax, at: indexer.index, "unexpected text after the JSON value")
    }
    return indexer.entries
  }

  private init(deepest: Int) { self.deepest = deepest }

  private mutating func value(_ text: Span<UInt8>) throws(JSONError) {
    guard index < text.count else { throw unexpected(text, "a value") }
    let start = index
    switch text[index] {
    case UInt8(ascii: "\""): note(try string(text), from: start)
    case UInt8(ascii: "{"): try object(text)
    case UInt8(ascii: "["): try array(text)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try number(text)
      note(.number, from: start)
    case UInt8(ascii: "t"):
      try word(text, "true")
      note(.yes, from: start)
    case UInt8(ascii: "f"):
      try word(text, "false")
      note(.no, from: start)
    case UInt8(ascii: "n"):
      try word(text, "null")
      note(.null, from: start)
    default: throw unexpected(text, "a value")
    }
  }

  private mutating func object(_ text: Span<UInt8>) throws(JSONError) {
    let container = entries.count
    let start = index
    try enter(text)
    note(.object, from: start)
    var names = JSONMemberNames()
    skipSpace(text)
    if !take(text, UInt8(ascii: "}")) {
      repeat {
        skipSpace(text)
        try name(text, &names, after: container + 1)
        skipSpace(text)
        guard take(text, UInt8(ascii: ":")) else { throw unexpected(text, "`:`") }
        skipSpace(text)
        try value(text)
        skipSpace(text)
      } while take(text, UInt8(ascii: ","))
      guard take(text, UInt8(ascii: "}")) else { throw unexpected(text, "`,` or `}`") }
    }
    leave(container)
  }

  private mutating func name(
    _ text: Span<UInt8>,
    _ names: inout JSONMemberNames,
    after first: Int
  ) throws(JSONError) {
    let start = index
    guard index < text.count, text[index] == UInt8(ascii: "\"") else { throw unexpected(text, "a member name") }
    var name = entry(try string(text), from: start)
    name.next =
      name.kind == .plainString
      ? JSONMemberNames.fingerprint(text, name.content) : Self.fingerprint(escaped: name, text)
    guard names.insert(name, after: first, entries, text) else {
      let name = String(decoding: JSONText.unescape(text, name.content), as: UTF8.self)
      throw JSONError(.duplicateMember, at: start, "the member `\(name.prefix(64))` appears twice")
    }
    entries.append(name)
  }

  private static func fingerprint(escaped name: JSONIndex.Entry, _ text: Span<UInt8>) -> UInt32 {
    let name = JSONText.unescape(text, name.content)
    return JSONMemberNames.fingerprint(name.span, 0..<name.count)
  }

  private mutating func array(_ text: Span<UInt8>) throws(JSONError) {
    let container = entries.count
    let start = index
    try enter(text)
    note(.array, from: start)
    skipSpace(text)
    if !take(text, UInt8(ascii: "]")) {
      repeat {
        skipSpace(text)
        try value(text)
        skipSpace(text)
      } while take(text, UInt8(ascii: ","))
      guard take(text, UInt8(ascii: "]")) else { throw unexpected(text, "`,` or `]`") }
    }
    leave(container)
  }

  private mutating func enter(_ text: Span<UInt8>) throws(JSONError) {
    depth += 1
    guard depth <= deepest else {
      throw JSONError(.tooDeep, at: index, "nesting is deeper than \(deepest) levels")
    }
    index += 1
  }

  private mutating func leave(_ container: Int) {
    depth -= 1
    entries[container].end = UInt32(truncatingIfNeeded: index)
    entries[container].next = UInt32(truncatingIfNeeded: entries.count)
  }

  private func entry(_ kind: JSONIndex.Kind, from start: Int) -> JSONIndex.Entry {
    JSONIndex.Entry(
      kind: kind,
      start: UInt32(truncatingIfNeeded: start),
      end: UInt32(truncatingIfNeeded: index),
      next: UInt32(truncatingIfNeeded: entries.count &+ 1)
    )
  }

  @inline(__always)
  private mutating func note(_ kind: JSONIndex.Kind, from start: Int) { entries.append(entry(kind, from: start)) }

  @inline(__always)
  private mutating func string(_ text: Span<UInt8>) throws(JSONError) -> JSONIndex.Kind {
    let start = index
    var kind = JSONIndex.Kind.plainString
    index = JSONText.stop(text, from: start + 1)
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\""):
        index += 1
        return kind
      case UInt8(ascii: "\\"):
        kind = .escapedString
        let place = index
        if case .wrong(let reason) = JSONText.escape(text, at: &index) {
          throw JSONError(.syntax, at: place, reason.description)
        }
        index = JSONText.stop(text, from: index)
      default: throw JSONError(.syntax, at: index, "a control character stands in a string")
      }
    }
    throw JSONError(.syntax, at: start, "the string is never closed")
  }

  private mutating func number(_ text: Span<UInt8>) throws(JSONError) {
    _ = take(text, UInt8(ascii: "-"))
    if !take(text, UInt8(ascii: "0")) { try digits(text) }
    if take(text, UInt8(ascii: ".")) { try digits(text) }
    if take(text, UInt8(ascii: "e")) || take(text, UInt8(ascii: "E")) {
      if !take(text, UInt8(ascii: "+")) { _ = take(text, UInt8(ascii: "-")) }
      try digits(text)
    }
  }

  private mutating func digits(_ text: Span<UInt8>) throws(JSONError) {
    let start = index
    while index < text.count, text[index] >= UInt8(ascii: "0"), text[index] <= UInt8(ascii: "9") { index += 1 }
    guard index > start else { throw unexpected(text, "a digit") }
  }

  private mutating func word(_ text: Span<UInt8>, _ word: StaticString) throws(JSONError) {
    var place = index
    for letter in word.description.utf8 {
      guard place < text.count, text[place] == letter else {
        throw JSONError(.syntax, at: index, "expected a value")
      }
      place += 1
    }
    index = place
  }

  @inline(__always)
  private mutating func take(_ text: Span<UInt8>, _ byte: UInt8) -> Bool {
    guard index < text.count, text[index] == byte else { return false }
    index += 1
    return true
  }

  /// Most texts that reach a gate have none, so the first look is all it costs.
  @inline(__always)
  private mutating func skipSpace(_ text: Span<UInt8>) {
    if index < text.count, text[index] <= 0x20 { skipSpaces(text) }
  }

  private mutating func skipSpaces(_ text: Span<UInt8>) {
    while index < text.count {
      switch text[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  private func unexpected(_ text: Span<UInt8>, _ wanted: String) -> JSONError {
    JSONError(
      .syntax,
      at: index,
      index < text.count ? "expected \(wanted)" : "the document ends where \(wanted) should be"
    )
  }
}
