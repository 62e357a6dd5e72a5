package import KeylessHCL
package import KeylessSource

/// A string whose bytes know where they were written, with symbols and unknown pieces in it.
///
/// A piece that is not known is one private-use scalar; the first one stands for the first of `unknowns`, and so on, so
/// that putting texts behind each other needs nothing but their bytes.
package struct TerraformText: Sendable {
  package private(set) var written = HCLText()
  package private(set) var unknowns: [TerraformUnknown] = []
  /// Where their marks are among the bytes, so that cutting a long text into pieces does not read it once for each.
  private var places: [Int] = []
  /// What `jsonencode` or a policy document made the text of, in full; reading it needs no parser.
  package var encoded: TerraformValue? {
    get { box?.value }
    set { box = newValue.map(Box.init) }
  }
  private var box: Box?

  /// Values hold texts, so a text holds its value by reference.
  private final class Box: Sendable {
    let value: TerraformValue
    init(_ value: TerraformValue) { self.value = value }
  }

  /// Stands for a piece that is not known.
  package static let unknownMark: Unicode.Scalar = "\u{F1000}"
  static let unknownBytes: [UInt8] = [0xF3, 0xB1, 0x80, 0x80]

  package init() {}

  package init(_ string: String, at span: SourceSpan) {
    written.append(Array(string.utf8)[...], from: span, isVerbatim: false)
  }

  /// Text of the user's, which may not hold what symbols and unknown pieces are written with.
  package init?(_ written: HCLText) {
    guard !Self.hasMarks(written.bytes) else { return nil }
    self.written = written
  }

  package init(_ unknown: TerraformUnknown) {
    written.append(Self.unknownBytes[...], from: unknown.span, isVerbatim: false)
    unknowns = [unknown]
    places = [0]
  }

  package init(_ symbol: TerraformSymbol, at span: SourceSpan) {
    self.init(String(symbol.rawValue), at: span)
  }

  package var bytes: [UInt8] { written.bytes }
  package var string: String { String(decoding: written.bytes, as: UTF8.self) }

  /// Whether all of it is known and no symbol is in it, so that anything may be asked of it.
  package var isPlain: Bool { unknowns.isEmpty && !Self.hasMarks(written.bytes) }

  package mutating func append(_ other: TerraformText) {
    box = nil
    places += other.places.map { $0 + written.bytes.count }
    written.append(other.written)
    unknowns += other.unknowns
  }

  /// Some of it; the range may not cut a scalar.
  package func slice(_ range: Range<Int>) -> TerraformText {
    var slice = TerraformText()
    slice.written = written.slice(range)
    let inside = number(before: range.lowerBound)..<number(before: range.upperBound)
    slice.unknowns = Array(unknowns[inside])
    slice.places = places[inside].map { $0 - range.lowerBound }
    return slice
  }

  /// Where some of its bytes were written; nil when there are none.
  package func span(of range: Range<Int>) -> SourceSpan? { written.span(of: range) }

  package enum Segment: Sendable {
    case literal(Range<Int>)
    case symbol(TerraformSymbol, Range<Int>)
    case unknown(TerraformUnknown, Range<Int>)
  }

  /// The text in pieces, in order; ranges are offsets of `bytes`.
  package var segments: [Segment] {
    var segments: [Segment] = []
    var (start, index, next) = (0, 0, 0)
    let bytes = written.bytes
    while index < bytes.count {
      guard Self.isMark(bytes, index) else {
        index += 1
        continue
      }
      let range = index..<index + 4
      let symbol = TerraformSymbol.allCases.first { Array(String($0.rawValue).utf8).elementsEqual(bytes[range]) }
      if start < index { segments.append(.literal(start..<index)) }
      if let symbol {
        segments.append(.symbol(symbol, range))
      } else if next < unknowns.count {
        segments.append(.unknown(unknowns[next], range))
        next += 1
      }
      index += 4
      start = index
    }
    if start < index { segments.append(.literal(start..<index)) }
    return segments
  }

  /// A scalar of plane 15, in which symbols and marks are.
  static func isMark(_ bytes: [UInt8], _ index: Int) -> Bool {
    index + 3 < bytes.count && bytes[index] == 0xF3 && bytes[index + 1] >= 0xB0
  }

  static func hasMarks(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while let found = bytes[index...].firstIndex(of: 0xF3) {
      if isMark(bytes, found) { return true }
      index = found + 1
    }
    return false
  }

  /// How many unknown pieces begin before a byte.
  private func number(before offset: Int) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
