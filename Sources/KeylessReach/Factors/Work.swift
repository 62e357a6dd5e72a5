/// What one analysis has done so far, so that every analysis ends: an adversarial policy meets this bound and is answered
/// by *unknown: too complex*.
///
/// Shared by reference within one analysis, which runs on one thread.
package final class Work {
  /// States of automata and boxes looked at, altogether.
  private var spent = 0
  private let limit: Int
  let budget: Budget

  /// What the same text gave before: values are looked at for the reach, for its owners and for its words.
  private var patterns: [[Language.Piece]: Language] = [:]
  var arns: [[Language.Piece]: Language] = [:]
  var splits: [TemplateSplit.Question: [TemplateSplit.Assignment]] = [:]

  /// A usual trust policy spends a few thousand.
  package static let usualLimit = 1_500_000
  /// DESIGN, "Reach is computed".
  static let mostBoxes = 10_000

  package init(limit: Int = Work.usualLimit, budget: Budget = Budget()) {
    self.limit = limit
    self.budget = budget
  }

  func spend(_ amount: Int) throws(TooComplex) {
    spent += amount
    if spent > limit { throw TooComplex(bound: .work(limit)) }
  }

  func combine(
    _ left: Language,
    _ right: Language,
    _ how: Factor.Values.Combination
  ) throws(TooComplex) -> Language {
    let out: Language
    switch how {
    case .both: out = try left.intersection(right, budget: budget)
    case .left: out = try left.subtracting(right, budget: budget)
    case .either: out = try left.union(right, budget: budget)
    }
    try spend(left.stateCount + right.stateCount + 2 * out.stateCount)
    return out
  }

  func pattern(_ pieces: [Language.Piece]) throws(TooComplex) -> Language {
    if let known = patterns[pieces] { return known }
    let language = try Language.pattern(pieces, budget: budget)
    try spend(language.stateCount)
    patterns[pieces] = language
    return language
  }

  func check(boxes count: Int) throws(TooComplex) {
    if count > Self.mostBoxes { throw TooComplex(bound: .boxes(Self.mostBoxes)) }
    try spend(count)
  }
}

extension Work {
  func joined(_ left: Language, _ right: Language) throws(TooComplex) -> Language {
    try spend(left.stateCount + right.stateCount)
    return try left.followed(by: right, budget: budget)
  }
}
