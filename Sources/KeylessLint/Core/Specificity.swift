import KeylessFindings

/// Which rule speaks when several say the same cause; the others become notes on its finding.
package enum Specificity {
  /// Rules by number, the one that explains a text best first.
  ///
  /// A key that is never there explains more than the operator that forgives it, what a pattern leaves free more than that
  /// it is a pattern. That a value or statement is the loosest of several is only ever a note.
  package static let order: [String] = [
    "KL121", "KL122", "KL101", "KL117", "KL104", "KL106", "KL105", "KL107", "KL109", "KL108", "KL111", "KL114", "KL116",
    "KL115", "KL113", "KL112", "KL110", "KL123", "KL119", "KL120", "KL124", "KL118", "KL102", "KL103", "KL130",
  ]

  /// At the end: what only says that others are better.
  private static let notes = ["KL125", "KL126"]

  /// Smaller is more specific; rules that are not listed stand between the listed and the notes, by number.
  package static func rank(_ number: String) -> Int {
    if let place = order.firstIndex(of: number) { return place }
    if let place = notes.firstIndex(of: number) { return 1_000_000 + place }
    return 1000 + (Int(number.utf8.dropFirst(2).map { String(UnicodeScalar($0)) }.joined()) ?? 0)
  }
}
