/// A pattern for an ARN: each of the six colon-separated parts matches on its own (IAM User Guide, `ArnLike`).
///
/// A `*` therefore never reaches over one of the first five colons. A pattern with fewer parts matches nothing.
struct ARNPattern: Sendable {
  private let pattern: WildcardPattern
  /// Where the first five colons stand among the tokens.
  private let colons: [Int]

  init(_ pattern: WildcardPattern) {
    self.pattern = pattern
    var colons: [Int] = []
    for index in pattern.tokens.indices where pattern.tokens[index] == WildcardPattern.colon && colons.count < 5 {
      colons.append(index)
    }
    self.colons = colons
  }

  func matches(_ text: [UInt8]) -> Bool {
    guard colons.count == 5 else { return false }
    var start = 0
    var first = 0
    for colon in colons {
      guard let end = text[start...].firstIndex(of: UInt8(ascii: ":")),
        pattern.matches(text, start..<end, from: first, to: colon)
      else { return false }
      start = end + 1
      first = colon + 1
    }
    return pattern.matches(text, start..<text.count, from: first, to: pattern.tokens.count)
  }
}
