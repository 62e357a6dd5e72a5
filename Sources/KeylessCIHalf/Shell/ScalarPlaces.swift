package import KeylessSource

/// Where each byte of a YAML scalar's text was written, so that a word of a script is shown at its own place.
///
/// The reader below keeps only text and extent; this follows one through the other. A byte whose place cannot be followed
/// stands at the last place that could.
package struct ScalarPlaces: Hashable, Sendable {
  /// Where the byte's writing begins and ends in the file; several bytes of an escape share one.
  private var starts: [Int32] = []
  private var ends: [Int32] = []

  package var count: Int { starts.count }

  /// The places of a scalar's text; `range` is the node's, properties and quotes included.
  package init(_ scalar: YAMLScalar, range: Range<Int>, in source: [UInt8]) {
    let text = Array(scalar.text.utf8)
    starts.reserveCapacity(text.count)
    ends.reserveCapacity(text.count)
    var follower = Follower(source: source, end: min(range.upperBound, source.count), style: scalar.style)
    follower.begin(range.lowerBound)
    var index = 0
    while index < text.count {
      let place = follower.next(text[index])
      repeat {
        starts.append(Int32(clamping: place.range.lowerBound))
        ends.append(Int32(clamping: place.range.upperBound))
        index += 1
      } while place.isEscape && index < text.count && text[index] & 0xC0 == 0x80
    }
  }

  /// Text that is all written at one place, like what an input puts in.
  package init(count: Int, at range: Range<Int>) {
    starts = Array(repeating: Int32(clamping: range.lowerBound), count: count)
    ends = Array(repeating: Int32(clamping: range.upperBound), count: count)
  }

  /// The place in the file of a range of the text; nil when the text is empty there.
  package func range(of range: Range<Int>) -> Range<Int>? {
    guard range.lowerBound >= 0, range.upperBound <= starts.count, !range.isEmpty else { return nil }
    let start = Int(starts[range.lowerBound])
    return start..<max(start, Int(ends[range.upperBound - 1]))
  }

  /// Puts other text, all of it written at the old one's place, into a range.
  package mutating func replace(_ range: Range<Int>, count: Int) {
    let place = self.range(of: range) ?? 0..<0
    starts.replaceSubrange(range, with: Array(repeating: Int32(clamping: place.lowerBound), count: count))
    ends.replaceSubrange(range, with: Array(repeating: Int32(clamping: place.upperBound), count: count))
  }

  package mutating func append(_ other: ScalarPlaces) {
    starts += other.starts
    ends += other.ends
  }
}

/// Goes through a scalar's source as its text is read out.
private struct Follower {
  let source: [UInt8]
  let end: Int
  let style: YAMLScalar.Style
  var at = 0

  /// Goes past properties, the quote, or the header of a block.
  mutating func begin(_ start: Int) {
    at = start
    while at < end, source[at] == UInt8(ascii: "&") || source[at] == UInt8(ascii: "!") {
      while at < end, !isSpace(source[at]) { at += 1 }
      while at < end, isSpace(source[at]) { at += 1 }
    }
    switch style {
    case .plain: break
    case .singleQuoted, .doubleQuoted: at += 1
    case .literal, .folded:
      while at < end, source[at] != 0x0A { at += 1 }
      at += 1
    }
  }

  mutating func next(_ byte: UInt8) -> (range: Range<Int>, isEscape: Bool) {
    if !isSpace(byte) { while at < end, isSpace(source[at]) { at += 1 } }
    guard at < end else { return (max(0, end - 1)..<max(0, end), false) }
    if style == .doubleQuoted, source[at] == UInt8(ascii: "\\") { return escape(byte) }
    if isSpace(byte), isSpace(source[at]) {
      // A folded line end is one space; whatever else stands around it is passed when the next word comes.
      let place = at
      at += 1
      return (place..<place + 1, false)
    }
    guard source[at] == byte else { return (at..<at + 1, false) }
    let place = at
    at += 1
    if style == .singleQuoted, byte == UInt8(ascii: "'"), at < end, source[at] == byte { at += 1 }
    return (place..<at, false)
  }

  private mutating func escape(_ byte: UInt8) -> (range: Range<Int>, isEscape: Bool) {
    let place = at
    guard at + 1 < end else { return (place..<end, false) }
    if source[at + 1] == 0x0A || source[at + 1] == 0x0D {
      at += 2
      while at < end, isSpace(source[at]) { at += 1 }
      return next(byte)
    }
    let length =
      switch source[at + 1] {
      case UInt8(ascii: "x"): 4
      case UInt8(ascii: "u"): 6
      case UInt8(ascii: "U"): 10
      default: 2
      }
    at = min(end, at + length)
    return (place..<at, true)
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
