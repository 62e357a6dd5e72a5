import KeylessSource

/// Writes values as JSON the way Go does, which Terraform and its providers are written in; every byte keeps its place.
struct TerraformJSONWriter {
  private(set) var text = TerraformText()
  /// What has no JSON, or is too much.
  private(set) var problem: TerraformValue?
  let isIndented: Bool
  let limit: Int
  /// Terraform goes through members by name; the provider's documents have an order of their own.
  let sortsMembers: Bool

  init(isIndented: Bool = false, sortsMembers: Bool = true, limit: Int) {
    self.isIndented = isIndented
    self.sortsMembers = sortsMembers
    self.limit = limit
  }

  mutating func write(_ value: TerraformValue, _ level: Int = 0) {
    guard problem == nil else { return }
    guard text.bytes.count <= limit else {
      problem = .unknown("the text is longer than is built", at: value.span)
      return
    }
    switch value.content {
    case .null: raw("null", value.span)
    case .bool(let bool): raw(bool ? "true" : "false", value.span)
    case .number(let number): raw(number.text, value.span)
    case .text(let content): write(content, value.span)
    case .list(let elements, _): list(elements.map { (nil, $0) }, "[", "]", value.span, level)
    case .object(let object):
      if let rest = object.rest {
        text.append(TerraformText(rest))
        return
      }
      let members = (sortsMembers ? object.sorted : object.members).map {
        (Optional(TerraformValue.text($0.name, at: $0.nameSpan)), $0.value)
      }
      list(members, "{", "}", value.span, level)
    case .unknown(let unknown):
      if unknown.isError {
        problem = value
      } else {
        text.append(TerraformText(unknown))
      }
    }
  }

  private mutating func list(
    _ items: [(TerraformValue?, TerraformValue)],
    _ open: String,
    _ close: String,
    _ span: SourceSpan,
    _ level: Int
  ) {
    raw(open, span)
    for (position, item) in items.enumerated() {
      if position > 0 { raw(",", span) }
      newline(level + 1, span)
      if let key = item.0 {
        write(key, level + 1)
        raw(isIndented ? ": " : ":", key.span)
      }
      write(item.1, level + 1)
    }
    if !items.isEmpty { newline(level, span) }
    raw(close, span)
  }

  private mutating func newline(_ level: Int, _ span: SourceSpan) {
    if isIndented { raw("\n" + String(repeating: "  ", count: level), span) }
  }

  private mutating func raw(_ string: String, _ span: SourceSpan) { text.append(TerraformText(string, at: span)) }

  private mutating func write(_ content: TerraformText, _ span: SourceSpan) {
    raw("\"", span)
    let bytes = content.bytes
    var start = 0
    var index = 0
    while index < bytes.count {
      guard let (escape, length) = Self.escape(bytes, index) else {
        index += 1
        continue
      }
      if start < index { text.append(content.slice(start..<index)) }
      raw(escape, content.span(of: index..<index + length) ?? span)
      index += length
      start = index
    }
    if start < index { text.append(content.slice(start..<index)) }
    raw("\"", span)
  }

  private static func escape(_ bytes: [UInt8], _ index: Int) -> (String, Int)? {
    switch bytes[index] {
    case UInt8(ascii: "\""): return ("\\\"", 1)
    case UInt8(ascii: "\\"): return ("\\\\", 1)
    case 0x0A: return ("\\n", 1)
    case 0x0D: return ("\\r", 1)
    case 0x09: return ("\\t", 1)
    case 0x08: return ("\\b", 1)
    case 0x0C: return ("\\f", 1)
    case UInt8(ascii: "<"): return ("\\u003c", 1)
    case UInt8(ascii: ">"): return ("\\u003e", 1)
    case UInt8(ascii: "&"): return ("\\u0026", 1)
    case 0..<0x20:
      let hex = String(bytes[index], radix: 16)
      return ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex, 1)
    case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8:
      return (bytes[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
    default: return nil
    }
  }
}
