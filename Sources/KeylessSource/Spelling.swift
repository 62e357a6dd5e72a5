/// Guesses which known name a misspelt one was meant to be, for a hint; nothing is ever decided by it.
package enum Spelling {
  /// The known name at most two edits away, case aside; nil when none is near.
  ///
  /// Both sides are compared as ASCII, and a long name gets no hint, so the cost is bounded.
  package static func nearest(to name: String, among known: [String]) -> String? {
    let spelled = folded(name)
    guard spelled.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in known where abs(candidate.utf8.count - spelled.count) <= 2 {
      let distance = distance(spelled, folded(candidate))
      if distance <= 2, distance < candidate.utf8.count, distance < best?.distance ?? 3 { best = (candidate, distance) }
    }
    return best?.name
  }

  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
  }

  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let substitution = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
