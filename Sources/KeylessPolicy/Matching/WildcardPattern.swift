/// A pattern of bytes, `*` and `?`, anchored at both ends.
///
/// The greedy algorithm keeps one place to come back to, so a pattern of n and a text of m cost at most n·m steps,
/// whatever the pattern. It walks bytes; `?` takes one whole Unicode scalar, and a scalar is never split, because
/// pattern and text are valid UTF-8.
struct WildcardPattern: Sendable {
  /// Bytes as they are; the two wildcards lie beyond the range of a byte.
  private(set) var tokens: [UInt16] = []

  private static let anyRun: UInt16 = 0x100
  private static let anyScalar: UInt16 = 0x101

  init() {}

  /// A pattern without variables; a variable would match nothing here, `ResolvedText` puts its value in.
  init(_ text: PolicyText, foldingCase: Bool = false) {
    for segment in text.segments {
      switch segment {
      case .literal(let bytes): append(foldingCase ? bytes.map(ASCIIFold.fold) : bytes)
      case .anyRun: appendAnyRun()
      case .anyScalar: appendAnyScalar()
      case .variable: break
      }
    }
  }

  mutating func append(_ literal: [UInt8]) {
    for byte in literal { tokens.append(UInt16(byte)) }
  }

  mutating func appendAnyRun() { tokens.append(Self.anyRun) }

  mutating func appendAnyScalar() { tokens.append(Self.anyScalar) }

  func matches(_ text: [UInt8]) -> Bool {
    matches(text, 0..<text.count, from: 0, to: tokens.count)
  }

  /// Whether a stretch of the pattern matches a stretch of the text as a whole.
  func matches(_ text: [UInt8], _ range: Range<Int>, from first: Int, to last: Int) -> Bool {
    var position = range.lowerBound
    var token = first
    var star = -1
    var resume = 0
    while position < range.upperBound {
      if token < last {
        let wanted = tokens[token]
        if wanted == UInt16(text[position]) {
          position += 1
          token += 1
          continue
        }
        if wanted == Self.anyRun {
          star = token
          token += 1
          if token == last { return true }
          resume = position
          continue
        }
        if wanted == Self.anyScalar {
          let next = Self.scalarEnd(text, position, range.upperBound)
          if next > position {
            position = next
            token += 1
            continue
          }
        }
      }
      guard star >= 0 else { return false }
      resume += 1
      position = resume
      token = star + 1
    }
    while token < last, tokens[token] == Self.anyRun { token += 1 }
    return token == last
  }

  /// Behind the scalar that begins here; the place itself when none begins here.
  private static func scalarEnd(_ text: [UInt8], _ position: Int, _ end: Int) -> Int {
    guard text[position] & 0xC0 != 0x80 else { return position }
    var next = position + 1
    while next < end, text[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }

  static let colon = UInt16(UInt8(ascii: ":"))
}
