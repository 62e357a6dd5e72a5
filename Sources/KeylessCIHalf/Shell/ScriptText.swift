package import KeylessSource

/// A script as the shell gets it, with the way back to where each byte was written.
package struct ScriptText: Hashable, Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Ranges of the bytes that the platform puts something into before the shell reads them: `${{ … }}`.
  package var open: [Range<Int>] = []
  private var places = ScalarPlaces(count: 0, at: 0..<0)
  /// Where each piece begins, the file it is from, and the whole of it for what has no place of its own.
  private var pieces: [Piece] = []

  private struct Piece: Hashable, Sendable {
    var start: Int
    var span: SourceSpan
  }

  package init() {}

  /// One scalar of a file.
  package init(_ text: String, places: ScalarPlaces, at span: SourceSpan, open: [Range<Int>] = []) {
    bytes = Array(text.utf8)
    self.places = places
    self.open = open
    pieces = [Piece(start: 0, span: span)]
  }

  /// One scalar of a file as it is written.
  package init(_ scalar: YAMLScalar, at span: SourceSpan, in source: [UInt8], open: [Range<Int>] = []) {
    self.init(scalar.text, places: ScalarPlaces(scalar, range: span.range, in: source), at: span, open: open)
  }

  /// Another piece, on a line of its own.
  package mutating func append(_ other: ScriptText) {
    if !bytes.isEmpty {
      let end = bytes.count
      places.append(ScalarPlaces(count: 1, at: places.range(of: end - 1..<end) ?? 0..<0))
      bytes.append(0x0A)
    }
    let shift = bytes.count
    bytes += other.bytes
    places.append(other.places)
    open += other.open.map { $0.lowerBound + shift..<$0.upperBound + shift }
    pieces += other.pieces.map { Piece(start: $0.start + shift, span: $0.span) }
  }

  /// Where a range of the bytes is written.
  package func span(of range: Range<Int>) -> SourceSpan {
    guard let first = pieces.first else { return SourceSpan(file: "", range: 0..<0) }
    // A script may have as many pieces as lines, and every word asks for its place.
    var next = 0
    var behind = pieces.count
    while next < behind {
      let middle = (next + behind) / 2
      if pieces[middle].start <= range.lowerBound { next = middle + 1 } else { behind = middle }
    }
    let piece = next > 0 ? pieces[next - 1] : first
    let end = next < pieces.count ? pieces[next].start : bytes.count
    let within = range.lowerBound..<max(range.lowerBound, min(range.upperBound, end))
    guard let place = places.range(of: within) else { return piece.span }
    return SourceSpan(file: piece.span.file, range: place)
  }

  /// The text of a range.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
