import KeylessSource

/// The parser as it was before the index: one byte after another, straight into a tree.
///
/// It is slow, easy to follow, and shares no line with `JSONIndexer`, so the two check each other.
struct ReferenceJSONParser: ~Copyable {
  private let bytes: [UInt8]
  private let limits: Limits
  private var index = 0
  private var depth = 0

  typealias Limits = JSONParser.Limits

  private init(_ bytes: [UInt8], _ limits: Limits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// Parses exactly one JSON text.
  static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) -> JSONNode {
    guard bytes.count <= limits.size else {
      throw JSONError(.tooLarge, at: limits.size, "the document is larger than \(limits.size) bytes")
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw JSONError(.invalidUTF8, at: error.byteOffsets.lowerBound, "the document is not valid UTF-8")
    }
    var parser = ReferenceJSONParser(bytes, limits)
    parser.skipSpace()
    let node = try parser.value()
    parser.skipSpace()
    guard parser.index == bytes.count else {
      throw JSONError(.syntax, at: parser.index, "unexpected text after the JSON value")
    }
    return node
  }

  private mutating func value() throws(JSONError) -> JSONNode {
    let start = index
    guard index < bytes.count else { throw unexpected("a value") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return JSONNode(.string(try string()), range: start..<index)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return JSONNode(.number(try number()), range: start..<index)
    case UInt8(ascii: "t"):
      try word("true")
      return JSONNode(.bool(true), range: start..<index)
    case UInt8(ascii: "f"):
      try word("false")
      return JSONNode(.bool(false), range: start..<index)
    case UInt8(ascii: "n"):
      try word("null")
      return JSONNode(.null, range: start..<index)
    default: throw unexpected("a value")
    }
  }

  private mutating func object() throws(JSONError) -> JSONNode {
    let start = index
    try enter()
    var members: [JSONMember] = []
    var seen = MemberNames()
    if depth == 1 {
      // A token's payload or a policy is one object of some dozen members; deeper ones are small.
      members.reserveCapacity(32)
      seen.reserve(32)
    }
    skipSpace()
    if !take("}") {
      repeat {
        skipSpace()
        let nameStart = index
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw unexpected("a member name") }
        let name = try string()
        let nameRange = nameStart..<index
        guard seen.insert(name, into: members) else {
          throw JSONError(.duplicateMember, at: nameStart, "the member `\(name.prefix(64))` appears twice")
        }
        skipSpace()
        guard take(":") else { throw unexpected("`:`") }
        skipSpace()
        members.append(JSONMember(name: name, nameRange: nameRange, value: try value()))
        skipSpace()
      } while take(",")
      guard take("}") else { throw unexpected("`,` or `}`") }
    }
    depth -= 1
    return JSONNode(.object(members), range: start..<index)
  }

  private mutating func array() throws(JSONError) -> JSONNode {
    let start = index
    try enter()
    var nodes: [JSONNode] = []
    skipSpace()
    if !take("]") {
      repeat {
        skipSpace()
        nodes.append(try value())
        skipSpace()
      } while take(",")
      guard take("]") else { throw unexpected("`,` or `]`") }
    }
    depth -= 1
    return JSONNode(.array(nodes), range: start..<index)
  }

  private mutating func enter() throws(JSONError) {
    depth += 1
    guard depth <= limits.depth else {
      throw JSONError(.tooDeep, at: index, "nesting is deeper than \(limits.depth) levels")
    }
    index += 1
  }

  private mutating func string() throws(JSONError) -> String {
    let start = index
    index += 1
    let first = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        let text = String(decoding: bytes[first..<index], as: UTF8.self)
        index += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: first, openedAt: start) }
      guard byte >= 0x20 else { throw JSONError(.syntax, at: index, "a control character stands in a string") }
      index += 1
    }
    throw JSONError(.syntax, at: start, "the string is never closed")
  }

  /// The slow path, taken from the first backslash on.
  private mutating func escapedString(from first: Int, openedAt start: Int) throws(JSONError) -> String {
    var text = Array(bytes[first..<index])
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: UTF8.encode(try escape()) ?? UTF8.encodedReplacementCharacter)
      case 0..<0x20:
        throw JSONError(.syntax, at: index, "a control character stands in a string")
      default:
        text.append(byte)
        index += 1
      }
    }
    throw JSONError(.syntax, at: start, "the string is never closed")
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let start = index
    index += 1
    guard index < bytes.count else { throw JSONError(.syntax, at: start, "the string is never closed") }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexUnit(start)
      if let scalar = Unicode.Scalar(unit) { return scalar }
      guard UTF16.isLeadSurrogate(UInt16(unit)), take("\\"), take("u") else {
        throw JSONError(.syntax, at: start, "a lone surrogate is not a character")
      }
      let low = try hexUnit(start)
      guard UTF16.isTrailSurrogate(UInt16(low)),
        let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
      else { throw JSONError(.syntax, at: start, "a lone surrogate is not a character") }
      return scalar
    default: throw JSONError(.syntax, at: start, "unknown escape sequence")
    }
  }

  private mutating func hexUnit(_ start: Int) throws(JSONError) -> UInt32 {
    guard index + 4 <= bytes.count else { throw JSONError(.syntax, at: start, "`\\u` wants four hexadecimal digits") }
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue, bytes[index] < 0x80 else {
        throw JSONError(.syntax, at: start, "`\\u` wants four hexadecimal digits")
      }
      unit = unit << 4 | UInt32(digit)
      index += 1
    }
    return unit
  }

  private mutating func number() throws(JSONError) -> JSONNumber {
    let start = index
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
    return JSONNumber(literal: String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func digits() throws(JSONError) {
    let start = index
    while index < bytes.count, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") { index += 1 }
    guard index > start else { throw unexpected("a digit") }
  }

  private mutating func word(_ word: StaticString) throws(JSONError) {
    let start = index
    let length = word.utf8CodeUnitCount
    guard index + length <= bytes.count,
      word.description.utf8.elementsEqual(bytes[index..<(index + length)])
    else { throw JSONError(.syntax, at: start, "expected a value") }
    index += length
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, UInt32(bytes[index]) == character.value else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  private func unexpected(_ wanted: String) -> JSONError {
    JSONError(
      .syntax,
      at: index,
      index < bytes.count ? "expected \(wanted)" : "the document ends where \(wanted) should be"
    )
  }
}

/// Uniqueness of member names: fingerprints are scanned while an object is small, a set takes over once a scan would let
/// hostile input cost quadratic time.
private struct MemberNames {
  private var fingerprints: [UInt64] = []
  private var names: Set<[UInt8]> = []

  mutating func reserve(_ count: Int) { fingerprints.reserveCapacity(count) }

  mutating func insert(_ name: String, into members: [JSONMember]) -> Bool {
    // UTF-8 equality throughout: to Swift "é" equals "e\u{301}", to every other JSON reader it does not.
    if members.count < 64 {
      let fingerprint = Self.fingerprint(name)
      for (index, other) in fingerprints.enumerated() where other == fingerprint {
        if members[index].name.utf8.elementsEqual(name.utf8) { return false }
      }
      fingerprints.append(fingerprint)
      return true
    }
    if names.isEmpty { names = Set(members.map { Array($0.name.utf8) }) }
    return names.insert(Array(name.utf8)).inserted
  }

  /// FNV-1a; collisions cost one comparison, so the function need not be secret.
  private static func fingerprint(_ name: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
