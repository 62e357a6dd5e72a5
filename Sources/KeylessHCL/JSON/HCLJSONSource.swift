import KeylessSource

/// Makes expressions of JSON values: strings are templates, in names as in values.
struct HCLJSONSource: Sendable {
  let bytes: [UInt8]
  let file: String
  let limits: HCLLimits

  func span(_ range: Range<Int>) -> SourceSpan { SourceSpan(file: file, range: range) }

  /// A value in expression mode, in a tree of its own whose text are the unescaped strings.
  func expression(_ value: JSONNode) -> (HCLExpression, [Diagnostic]) {
    var builder = HCLJSONBuilder(source: self)
    let root = builder.add(value)
    let place = HCLPlace(file: file, origin: builder.text)
    let tree = HCLTree(
      text: builder.text.bytes,
      place: place,
      nodes: builder.nodes,
      links: builder.links,
      root: root
    )
    return (tree.expression(root), builder.diagnostics)
  }

  /// What a string says, with the place of each byte; the quotes are not part of it.
  func text(_ range: Range<Int>) -> HCLText {
    var text = HCLText()
    var index = range.lowerBound + 1
    let end = range.upperBound - 1
    while index < end {
      let start = index
      while index < end, bytes[index] != UInt8(ascii: "\\") { index += 1 }
      text.append(bytes[start..<index], from: span(start..<index), isVerbatim: true)
      guard index < end else { break }
      let escape = index
      let scalar = scalar(at: &index, end)
      text.append(Array(String(scalar).utf8)[...], from: span(escape..<index), isVerbatim: false)
    }
    return text
  }

  /// The parser has checked the escape, so anything unexpected cannot be.
  private func scalar(at index: inout Int, _ end: Int) -> Unicode.Scalar {
    let letter = bytes[index + 1]
    index += 2
    switch letter {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"):
      let first = hexadecimal(at: &index)
      guard first >= 0xD800, first < 0xDC00 else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
      index += 2
      let second = hexadecimal(at: &index)
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    default: return Unicode.Scalar(letter)
    }
  }

  private func hexadecimal(at index: inout Int) -> UInt32 {
    let digits = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self)
    index += 4
    return UInt32(digits, radix: 16) ?? 0xFFFD
  }
}
