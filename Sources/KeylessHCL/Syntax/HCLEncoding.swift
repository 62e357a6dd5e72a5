import KeylessSource

/// Whether a text is UTF-8 throughout.
enum HCLEncoding {
  /// The first place that is not.
  ///
  /// Terraform minds it everywhere but in comments, where it is a warning here.
  static func diagnostics(_ bytes: [UInt8], _ place: HCLPlace, _ comments: [Range<Int>]) -> [Diagnostic] {
    let text = bytes.span
    var start = 0
    var warning: Diagnostic?
    var next = 0
    while true {
      do {
        _ = try UTF8Span(validating: text.extracting(start..<text.count))
        return warning.map { [$0] } ?? []
      } catch {
        let range = start + error.byteOffsets.lowerBound..<start + error.byteOffsets.upperBound
        while next < comments.count, comments[next].upperBound <= range.lowerBound { next += 1 }
        let isComment = next < comments.count && comments[next].lowerBound <= range.lowerBound
        let problem = Diagnostic(
          "hcl-encoding",
          isComment ? .warning : .error,
          "the text is not valid UTF-8",
          at: .init(place.span(range), "from here on"),
          help: "save the file as UTF-8"
        )
        guard isComment else { return [problem] }
        warning = warning ?? problem
        start = max(range.upperBound, range.lowerBound + 1)
      }
    }
  }
}
