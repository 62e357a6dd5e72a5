package import KeylessSource

/// A span as reports count it: lines and columns from 1, columns in Unicode scalars, the end exclusive.
package struct ReportPlace: Hashable, Sendable {
  package var line: Int
  package var column: Int
  package var endLine: Int
  package var endColumn: Int

  /// Nil when the text of the file is not there, as for what comes from a live account.
  package init?(_ span: SourceSpan, in files: SourceFiles) {
    guard let start = files.position(of: span.range.lowerBound, in: span.file),
      let end = files.position(of: span.range.upperBound, in: span.file)
    else { return nil }
    line = start.line
    column = start.column
    endLine = end.line
    endColumn = end.column
  }
}
