extension Language {
  /// The names that one branch or tag filter of GitHub Actions matches as a whole.
  ///
  /// `*` takes no `/` and `**` everything; `?` and `+` repeat the character before them; `[a-z]` is one of several ASCII
  /// letters and digits; `\` before one of these is the character itself. `**/` at the start of a segment also takes no
  /// segment at all, as GitHub's examples have it. A `!` stands for itself here: what it means in front is `filters`'
  /// business.
  package static func filter(
    _ pattern: String,
    budget: Budget = .refPattern
  ) throws(RefPatternError) -> Language {
    let parts = try RefFilterParser.parse(pattern)
    return try found(.sequence([.place(.textStart)] + parts + [.place(.textEnd)]), budget)
  }

  /// The names that a list of filters lets through.
  ///
  /// The last one that matches decides, and one with a `!` in front shuts out. The offset of a problem counts within its
  /// filter.
  ///
  /// An empty list lets nothing through; whether a missing list means everything is the caller's business.
  package static func filters(
    _ patterns: [String],
    budget: Budget = .refPattern
  ) throws(RefPatternError) -> Language {
    var out = Language.none
    if !patterns.isEmpty, patterns.allSatisfy({ $0.utf8.first == UInt8(ascii: "!") }) {
      throw .notRead(0, "a list of filters needs one without a `!` in front")
    }
    for pattern in patterns {
      let isNegated = pattern.utf8.first == UInt8(ascii: "!")
      let language = try filter(isNegated ? String(pattern.unicodeScalars.dropFirst()) : pattern, budget: budget)
      do throws(TooComplex) {
        out = try isNegated ? out.subtracting(language, budget: budget) : out.union(language, budget: budget)
      } catch {
        throw .tooComplex(error)
      }
    }
    return out
  }
}
