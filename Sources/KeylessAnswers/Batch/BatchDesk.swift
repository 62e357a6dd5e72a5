import KeylessSource

/// Answers lines one after another and remembers what they have in common.
actor BatchDesk {
  private let kind: BatchVerb.Kind
  private let who = WhoBatch()

  init(_ kind: BatchVerb.Kind) { self.kind = kind }

  /// Each answer with the place of its line.
  func answer(_ lines: [(place: Int, line: BatchLines.Line)]) -> [(Int, String)] {
    lines.map { place, line in (place, answer(line).compact + "\n") }
  }

  private func answer(_ line: BatchLines.Line) -> JSON {
    switch line {
    case .tooLong: ["id": .null, "error": "the line is longer than a mebibyte"]
    case .bytes(let bytes): kind == .who ? who.answer(bytes) : ExplainBatch.answer(bytes)
    }
  }
}
