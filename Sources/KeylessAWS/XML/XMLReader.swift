/// Reads the small XML that AWS answers with and S3 is asked with: elements, text, the five named entities and numeric references.
///
/// No DTD, comment, CDATA section or processing instruction is accepted, so that nothing is ever expanded or fetched.
/// Size and depth are bounded; attributes are checked for form and dropped.
struct XMLReader: ~Copyable {
  private let bytes: [UInt8]
  private var index = 0

  static let sizeLimit = 1 << 20
  static let depthLimit = 32

  static func parse(_ bytes: [UInt8], sizeLimit: Int = sizeLimit) throws(XMLError) -> WireElement {
    guard bytes.count <= sizeLimit else { throw XMLError(offset: sizeLimit, reason: "the document is too large") }
    guard (try? UTF8Span(validating: bytes.span)) != nil else {
      throw XMLError(offset: 0, reason: "the document is not valid UTF-8")
    }
    var reader = XMLReader(bytes: bytes)
    return try reader.document()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func document() throws(XMLError) -> WireElement {
    if starts("<?xml ") {
      while index < bytes.count, !starts("?>") { index += 1 }
      guard take("?>") else { throw error("the XML declaration is never closed") }
    }
    skipSpace()
    var open: [WireElement] = []
    var text: [UInt8] = []
    while index < bytes.count {
      if take("</") {
        let name = try self.name()
        skipSpace()
        guard take(">") else { throw error("expected `>`") }
        guard var closed = open.popLast(), ASCII.equal(closed.name, name) else {
          throw error("the end tag does not match")
        }
        try fill(&closed, &text)
        if open.isEmpty { return try finish(closed) }
        open[open.count - 1].children.append(closed)
      } else if bytes[index] == UInt8(ascii: "<") {
        index += 1
        let element = WireElement(try name())
        if !open.isEmpty { try dropSpace(&text) }
        if try attributes() {
          if open.isEmpty { return try finish(element) }
          open[open.count - 1].children.append(element)
        } else {
          open.append(element)
          guard open.count <= Self.depthLimit else { throw error("the elements are nested too deeply") }
        }
      } else {
        guard !open.isEmpty else { throw error("text stands outside the root element") }
        try character(into: &text)
      }
    }
    throw error("the document ends too early")
  }

  private mutating func finish(_ root: WireElement) throws(XMLError) -> WireElement {
    skipSpace()
    guard index == bytes.count else { throw error("something follows the root element") }
    return root
  }

  /// Text belongs to leaves; between elements only white space may stand.
  private func fill(_ element: inout WireElement, _ text: inout [UInt8]) throws(XMLError) {
    guard element.children.isEmpty else { return try dropSpace(&text) }
    element.text = String(decoding: text, as: UTF8.self)
    text.removeAll(keepingCapacity: true)
  }

  private func dropSpace(_ text: inout [UInt8]) throws(XMLError) {
    guard text.allSatisfy(Self.isSpace) else { throw error("text stands between elements") }
    text.removeAll(keepingCapacity: true)
  }

  private mutating func character(into text: inout [UInt8]) throws(XMLError) {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "&"): text += try reference()
    case 0x0D:
      index += 1
      if index < bytes.count, bytes[index] == 0x0A { return }
      text.append(0x0A)
    case 0x09, 0x0A, 0x20...:
      text.append(byte)
      index += 1
    default: throw error("a control character stands in the text")
    }
  }

  private mutating func reference() throws(XMLError) -> [UInt8] {
    index += 1
    guard let end = bytes[index...].prefix(10).firstIndex(of: UInt8(ascii: ";")) else {
      throw error("a reference is never closed")
    }
    let body = String(decoding: bytes[index..<end], as: UTF8.self)
    index = end + 1
    switch body {
    case "amp": return [0x26]
    case "lt": return [0x3C]
    case "gt": return [0x3E]
    case "quot": return [0x22]
    case "apos": return [0x27]
    default: break
    }
    let isHex = body.utf8.starts(with: "#x".utf8)
    let digits = body.utf8.dropFirst(isHex ? 2 : 1)
    guard body.utf8.first == UInt8(ascii: "#"),
      digits.allSatisfy({ ASCII.isDigit($0) || (isHex && ASCII.isLetter($0)) }),
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 10),
      let scalar = Unicode.Scalar(number),
      number >= 0x20 || number == 0x09 || number == 0x0A || number == 0x0D, number != 0xFFFE, number != 0xFFFF
    else { throw error("an unknown reference") }
    return Array(String(scalar).utf8)
  }

  /// Reads up to the end of a start tag; true when the element is empty.
  private mutating func attributes() throws(XMLError) -> Bool {
    while true {
      let spaced = skipSpace()
      if take("/>") { return true }
      if take(">") { return false }
      guard spaced else { throw error("expected `>`") }
      _ = try name()
      skipSpace()
      guard take("=") else { throw error("expected `=`") }
      skipSpace()
      guard index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27 else { throw error("expected a quote") }
      let quote = bytes[index]
      index += 1
      while index < bytes.count, bytes[index] != quote, bytes[index] != UInt8(ascii: "<") { index += 1 }
      guard index < bytes.count, bytes[index] == quote else { throw error("an attribute is never closed") }
      index += 1
    }
  }

  private mutating func name() throws(XMLError) -> String {
    let start = index
    while index < bytes.count, index - start < 128,
      ASCII.isUnreserved(bytes[index]) || bytes[index] == UInt8(ascii: ":"), bytes[index] != UInt8(ascii: "~")
    { index += 1 }
    guard index > start, ASCII.isLetter(bytes[start]) || bytes[start] == UInt8(ascii: "_") else {
      throw error("expected a name")
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private func starts(_ word: StaticString) -> Bool { bytes[index...].starts(with: word.description.utf8) }

  private mutating func take(_ word: StaticString) -> Bool {
    guard starts(word) else { return false }
    index += word.utf8CodeUnitCount
    return true
  }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = index
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    return index > start
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private func error(_ reason: String) -> XMLError { XMLError(offset: index, reason: reason) }
}
