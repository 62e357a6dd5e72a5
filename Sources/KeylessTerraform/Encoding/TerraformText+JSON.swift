package import KeylessSource

extension TerraformText {
  /// The value whose JSON the text is, each part of it with the place where it was written.
  ///
  /// Unknown pieces may stand inside strings; elsewhere they make the whole unknown.
  package func json(at span: SourceSpan, size: Int = 1 << 20) -> TerraformValue {
    if let encoded { return encoded }
    do {
      let node = try JSONParser.parse(bytes, limits: .init(size: size, depth: 64))
      return value(node, at: span)
    } catch {
      if let unknown = unknowns.first { return TerraformValue(.unknown(unknown), at: span) }
      let place = self.span(of: min(error.offset, bytes.count)..<min(error.offset + 1, bytes.count)) ?? span
      return .error("the text is no JSON: \(error.reason)", at: place)
    }
  }

  private func value(_ node: JSONNode, at span: SourceSpan) -> TerraformValue {
    let place = self.span(of: node.range) ?? span
    switch node.value {
    case .null: return TerraformValue(.null, at: place)
    case .bool(let bool): return .bool(bool, at: place)
    case .number(let number):
      guard let exact = TerraformNumber(number.literal) else {
        return .unknown("the number has more digits than are kept", at: place)
      }
      return TerraformValue(.number(exact), at: place)
    case .string:
      guard let text = unescaped(node.range) else {
        return .unknown("the text has private-use characters, which are not told from symbols", at: place)
      }
      return TerraformValue(.text(text), at: place)
    case .array(let elements): return TerraformValue(.list(elements.map { value($0, at: span) }, .tuple), at: place)
    case .object(let members):
      if let problem = members.lazy.compactMap({ nameProblem($0, at: place) }).first { return problem }
      let object = members.map { member in
        let name = self.span(of: member.nameRange) ?? span
        return TerraformMember(member.name, at: name, value(member.value, at: span))
      }
      return TerraformValue(.object(TerraformObject(object)), at: place)
    }
  }

  /// What a name makes of its object: symbols may be in it, pieces that are not known and characters that look like
  /// either may not.
  private func nameProblem(_ member: JSONMember, at place: SourceSpan) -> TerraformValue? {
    guard Self.hasMarks(Array(member.name.utf8)) else { return nil }
    guard let name = unescaped(member.nameRange) else {
      return .unknown("a name has private-use characters, which are not told from symbols", at: place)
    }
    return name.unknowns.first.map { TerraformValue(.unknown($0), at: place) }
  }

  /// What a JSON string means; the parser has checked its escapes.
  private func unescaped(_ range: Range<Int>) -> TerraformText? {
    var text = TerraformText()
    var start = range.lowerBound + 1
    let end = range.upperBound - 1
    var index = start
    while index < end {
      guard bytes[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      if start < index { text.append(slice(start..<index)) }
      let escape = index
      index += bytes[index + 1] == UInt8(ascii: "u") ? 6 : 2
      var meant = Self.meaning(bytes[escape..<index])
      if meant == nil, index + 6 <= end {
        index += 6
        meant = Self.meaning(bytes[escape..<index])
      }
      guard let meant, !Self.hasMarks(Array(meant.utf8)) else { return nil }
      if let place = span(of: escape..<index) { text.append(TerraformText(meant, at: place)) }
      start = index
    }
    if start < end { text.append(slice(start..<end)) }
    return text
  }

  private static func meaning(_ escape: ArraySlice<UInt8>) -> String? {
    let quoted = [UInt8(ascii: "\"")] + escape + [UInt8(ascii: "\"")]
    guard let node = try? JSONParser.parse(quoted), case .string(let meant) = node.value else { return nil }
    return meant
  }
}
