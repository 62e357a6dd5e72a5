package import KeylessSource

/// Where a text stands in the user's files: a whole file, or strings of one that were unescaped before they were read.
package struct HCLPlace: Sendable {
  package var file: String
  /// For text that is not the file itself, where each of its bytes was written.
  package var origin: HCLText?

  package init(file: String, origin: HCLText? = nil) {
    self.file = file
    self.origin = origin
  }

  package func span(_ range: Range<Int>) -> SourceSpan {
    origin?.span(of: range) ?? SourceSpan(file: file, range: range)
  }
}
