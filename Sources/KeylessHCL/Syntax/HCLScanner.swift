/// Cuts a text into tokens in one pass, without recursion and without building a string.
///
/// Templates nest in expressions and expressions in templates, so it keeps a stack of what it is in; braces are counted
/// to know which one ends an interpolation.
struct HCLScanner: ~Copyable {
  let text: [UInt8]
  var tokens: ContiguousArray<HCLToken> = []
  /// Where the comments stand, for those who look for marks in them.
  var comments: [Range<Int>] = []
  var index = 0
  var modes: [Mode] = []
  /// Braces open since the innermost interpolation began.
  var braces = 0
  /// Where on the stack the heredocs are.
  var heredocs: [Int] = []
  /// Behind this no comment ends, so nobody looks again.
  var lastCommentEnd = Int.max
  /// Deeper than any parser goes, and a bound on the stack.
  static let deepest = 1024
  private var rewinds = 8

  /// What the text at the index is part of; nothing on the stack means the structure of a file.
  struct Mode {
    var kind: Kind
    /// For an interpolation, the braces that were open around it.
    var braces = 0
    /// For a heredoc, the name that ends it, and whether a line begins here.
    var marker: Range<Int> = 0..<0
    var startsLine = true
    /// The first line of a heredoc that would have ended it but for something else on it.
    var nearMiss: Point?
    /// The first line that looks like another marker, or like what follows the heredoc.
    var guess: Point?

    enum Kind { case interpolation, quote, heredoc, bare }
  }

  /// A state to go back to.
  struct Point {
    var tokens: Int
    var comments: Int
    var start: Int
    var end: Int
  }

  /// A file; or, bare, a template without quotes, as it stands in the strings of JSON.
  init(_ text: [UInt8], from start: Int = 0, bare: Bool = false) {
    self.text = text
    index = start
    if bare { modes.append(Mode(kind: .bare)) }
    tokens.reserveCapacity((text.count - start) / 5 + 8)
  }

  mutating func scan() {
    if index == 0, text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { index = 3 }
    while true {
      while index < text.count {
        switch modes.last?.kind {
        case nil, .interpolation: structure()
        case .quote: quoted()
        case .heredoc: heredocLine()
        case .bare: bareLine()
        }
      }
      guard rewind() else { break }
    }
    add(.end, index)
  }

  /// Ends the outermost open heredoc at the line that was probably meant to end it, so that the rest is read as what it is.
  private mutating func rewind() -> Bool {
    guard rewinds > 0, let place = heredocs.first(where: { modes[$0].nearMiss != nil || modes[$0].guess != nil }),
      let point = modes[place].nearMiss ?? modes[place].guess
    else { return false }
    rewinds -= 1
    // The first interpolation in it keeps the braces that were open around it.
    if let inner = modes[(place + 1)...].first(where: { $0.kind == .interpolation }) { braces = inner.braces }
    modes.removeLast(modes.count - place)
    heredocs.removeAll { $0 >= place }
    tokens.removeLast(tokens.count - point.tokens)
    comments.removeLast(comments.count - point.comments)
    index = point.end
    add(.brokenHeredoc, point.start)
    // A heredoc that is cut before a line still ends the line before.
    if point.start == point.end { add(.newline, index) }
    return true
  }

  @inline(__always)
  mutating func add(_ kind: HCLToken.Kind, _ start: Int) {
    tokens.append(
      HCLToken(kind: kind, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: index))
    )
  }

  @inline(__always)
  func byte(_ ahead: Int) -> UInt8 {
    let place = index &+ ahead
    return place < text.count ? text[place] : 0
  }

  /// Moves on and notes what was passed.
  @inline(__always)
  mutating func take(_ kind: HCLToken.Kind, _ length: Int) {
    let start = index
    index += length
    add(kind, start)
  }
}
