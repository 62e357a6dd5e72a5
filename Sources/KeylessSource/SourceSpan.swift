/// A place in one of the user's files: half-open UTF-8 byte offsets, so that it survives any rendering.
package struct SourceSpan: Hashable, Sendable {
  package var file: String
  package var range: Range<Int>

  package init(file: String, range: Range<Int>) {
    self.file = file
    self.range = range
  }

  /// Whether another place is within this one.
  package func contains(_ other: SourceSpan) -> Bool {
    file.utf8.elementsEqual(other.file.utf8) && range.lowerBound <= other.range.lowerBound
      && other.range.upperBound <= range.upperBound
  }
}
