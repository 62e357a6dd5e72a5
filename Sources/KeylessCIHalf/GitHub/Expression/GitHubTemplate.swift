import KeylessSource

/// A text with `${{ … }}` in it.
struct GitHubTemplate {
  enum Piece { case literal(String), expression(String) }

  let pieces: [Piece]
  /// Where each piece stands in the text's bytes, braces included.
  let ranges: [Range<Int>]

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var ranges: [Range<Int>] = []
    var literal = 0
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "$"), bytes[index...].starts(with: "${{".utf8) else {
        index += 1
        continue
      }
      // GitHub refuses a file with an expression that is not closed, so what follows it does not matter.
      guard let end = Self.end(bytes, from: index + 3) else { break }
      if index > literal {
        pieces.append(.literal(String(decoding: bytes[literal..<index], as: UTF8.self)))
        ranges.append(literal..<index)
      }
      pieces.append(.expression(String(decoding: bytes[(index + 3)..<end], as: UTF8.self)))
      ranges.append(index..<(end + 2))
      index = end + 2
      literal = index
    }
    if literal < bytes.count {
      pieces.append(.literal(String(decoding: bytes[literal...], as: UTF8.self)))
      ranges.append(literal..<bytes.count)
    }
    self.pieces = pieces
    self.ranges = ranges
  }

  /// The place of `}}`, outside of quotes.
  private static func end(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    var quoted = false
    // An expression is no longer than GitHub allows.
    let last = min(bytes.count, start + GitHubExpressionParser.longest)
    while index + 1 < last {
      if bytes[index] == UInt8(ascii: "'") { quoted.toggle() }
      if !quoted, bytes[index] == UInt8(ascii: "}"), bytes[index + 1] == UInt8(ascii: "}") { return index }
      index += 1
    }
    return nil
  }

  /// The one expression that is the whole text.
  var sole: String? {
    guard pieces.count == 1, case .expression(let source) = pieces[0] else { return nil }
    return source
  }

  var hasExpression: Bool { pieces.contains { if case .expression = $0 { true } else { false } } }
}

extension GitHubEvaluator {
  /// The value of a text: the expression's own when it is nothing else, a string otherwise.
  func value(of text: String) -> GitHubValue {
    let template = GitHubTemplate(text)
    if let sole = template.sole { return value(source: sole) }
    guard template.hasExpression else { return .string(text) }
    return .joined(
      template.pieces.flatMap { piece -> [CIText.Part] in
        switch piece {
        case .literal(let text): [.literal(text)]
        case .expression(let source): value(source: source).parts
        }
      }
    )
  }

  func value(source: String) -> GitHubValue {
    guard let expression = try? GitHubExpressionParser.parse(source) else {
      return .unknown("`\(source.trimmed.prefix(80))` is no expression that can be read")
    }
    return value(expression)
  }

  func text(_ text: Located<String>) -> CIText {
    CIText(CIText.merged(value(of: text.value).parts), source: text.value, at: text.span)
  }
}

extension String {
  /// Without ASCII space at its ends.
  var trimmed: String {
    let bytes = Array(utf8)
    let isSpace: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard let start = bytes.firstIndex(where: { !isSpace($0) }), let end = bytes.lastIndex(where: { !isSpace($0) })
    else {
      return ""
    }
    return String(decoding: bytes[start...end], as: UTF8.self)
  }
}
