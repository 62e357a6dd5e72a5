package import KeylessSource

/// Why a file is not a baseline, and where.
package struct BaselineError: Error, Hashable, Sendable, CustomStringConvertible {
  package var diagnostic: Diagnostic

  init(_ message: Diagnostic.Message, _ file: String, _ range: Range<Int>) {
    diagnostic = Diagnostic(
      "baseline",
      .error,
      message,
      at: .init(SourceSpan(file: file, range: range)),
      help: "write it anew"
    )
  }

  package var description: String { "\(diagnostic.message) in \(diagnostic.primary.span.file)" }
}
