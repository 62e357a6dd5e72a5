import KeylessPolicy

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
  private var combinations: [Combination: Language] = [:]
  var arns: [[Language.Piece]: Language] = [:]
  private var paths: [String: Language] = [:]
  var values: [Values: Language] = [:]
  var splits: [TemplateSplit.Question: [TemplateSplit.Assignment]] = [:]

  /// A usual trust policy spends a few thousand.
  package static let usualLimit = 400_000
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
    let question = Combination(left: left, right: right, how: how)
    if let known = combinations[question] {
      try spend(1)
      return known
    }
    let out: Language
    switch how {
    case .both: out = try left.intersection(right, budget: budget)
    case .left: out = try left.subtracting(right, budget: budget)
    case .either: out = try left.union(right, budget: budget)
    }
    try spend(left.stateCount + right.stateCount + 2 * out.stateCount)
    combinations[question] = out
    return out
  }

  /// The values of a condition with what its variables stand for; nil for a text that matches nothing.
  struct Values: Hashable {
    var comparison: ConditionOperator.Comparison
    var texts: [[Language.Piece]?]
  }

  private struct Combination: Hashable {
    var left: Language
    var right: Language
    var how: Factor.Values.Combination
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
  /// Two by two, so that no language is carried through all the steps.
  func union(_ languages: [Language]) throws(TooComplex) -> Language {
    var waiting = languages
    while waiting.count > 1 {
      var next: [Language] = []
      for first in stride(from: 0, to: waiting.count, by: 2) {
        let pair = waiting[first..<min(first + 2, waiting.count)]
        next.append(pair.count == 1 ? waiting[first] : try combine(waiting[first], waiting[first + 1], .either))
      }
      waiting = next
    }
    return waiting.first ?? .none
  }

  func joined(_ left: Language, _ right: Language) throws(TooComplex) -> Language {
    if left == .emptyText { return right }
    if right == .emptyText { return left }
    try spend(left.stateCount + right.stateCount)
    return try left.followed(by: right, budget: budget)
  }

  /// A namespace in any case of its letters, and everything below it.
  func pathsBelow(_ namespace: String) throws(TooComplex) -> Language {
    if let known = paths[namespace] { return known }
    let made = Language.paths(belowIgnoringCase: Array(namespace.utf8))
    try spend(made.stateCount)
    paths[namespace] = made
    return made
  }
}
