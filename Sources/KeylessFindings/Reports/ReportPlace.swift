/// A span as reports count it: lines and columns from 1, columns in Unicode scalars, the end exclusive.
struct ReportPlace: Hashable, Sendable {
  var line: Int
  var column: Int
  var endLine: Int
  var endColumn: Int
}
