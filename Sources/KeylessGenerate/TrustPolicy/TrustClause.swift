/// One statement's worth of conditions: a list of subjects, and what must hold besides.
///
/// Lists multiply inside a statement, so a clause never holds alternatives that belong together in pairs.
struct TrustClause {
  /// All exact, or with wildcards; both only where the style joins them.
  var subjects: [ClaimPattern]
  var conditions: [Condition]

  struct Condition: Hashable {
    var test: Test
    var claim: String
    var values: [String]

    /// By bytes, because names that Swift takes for equal are different names to AWS.
    static func == (left: Condition, right: Condition) -> Bool {
      left.test == right.test && left.claim == right.claim
        && left.values.elementsEqual(right.values) { $0.utf8.elementsEqual($1.utf8) }
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(test)
      hasher.combine(Array(claim.utf8))
      hasher.combine(values.map { Array($0.utf8) })
    }
  }

  /// The operators a generated policy uses, in the order they are written.
  enum Test: String, CaseIterable {
    case equals = "StringEquals"
    case like = "StringLike"
    case notEquals = "StringNotEquals"
    case null = "Null"

    /// Whether a list of values lets in what one of them lets in; of negated tests all must hold.
    var unites: Bool { self == .equals || self == .like }
  }

  /// The subjects without repetition, in clauses that are all exact or all with wildcards, unless the style joins them.
  static func split(_ subjects: [ClaimPattern], _ conditions: [Condition], _ style: TrustStyle) -> [TrustClause] {
    if style.joins, !subjects.isEmpty { return [TrustClause(subjects: unique(subjects), conditions: conditions)] }
    let exact = subjects.filter { !$0.isLike }
    let like = subjects.filter(\.isLike)
    return [exact, like].filter { !$0.isEmpty }.map { TrustClause(subjects: unique($0), conditions: conditions) }
  }

  /// One condition for the exact patterns and one for those with wildcards, which share an operator only where the style
  /// joins them.
  static func alternatives(_ claim: String, _ patterns: [ClaimPattern], _ style: TrustStyle) -> [Condition] {
    if style.joins, patterns.contains(where: \.isLike) {
      return [Condition(test: .like, claim: claim, values: unique(patterns).map { $0.value(like: true) })]
    }
    return [(Test.equals, patterns.filter { !$0.isLike }), (Test.like, patterns.filter(\.isLike))]
      .filter { !$0.1.isEmpty }
      .map { Condition(test: $0.0, claim: claim, values: unique($0.1).map(\.value)) }
  }

  /// Clauses that differ only in their subjects become one, because subjects of one list are alternatives.
  static func merge(_ clauses: [TrustClause], _ style: TrustStyle) -> [TrustClause] {
    var merged: [TrustClause] = []
    var places: [Key: Int] = [:]
    for clause in clauses {
      let key = Key(clause, style)
      if let index = places[key] {
        merged[index].subjects += clause.subjects
      } else {
        places[key] = merged.count
        merged.append(clause)
      }
    }
    return merged.map { TrustClause(subjects: unique($0.subjects), conditions: $0.conditions) }
  }

  /// Clauses that differ only in the values of one claim become one, because values of one list are alternatives.
  static func merge(_ clauses: [TrustClause], along claim: String) -> [TrustClause] {
    var merged: [TrustClause] = []
    var places: [ClaimKey: Int] = [:]
    for clause in clauses {
      guard let at = clause.conditions.firstIndex(where: { $0.claim == claim && $0.test.unites }) else {
        merged.append(clause)
        continue
      }
      let key = ClaimKey(clause, without: at)
      if let index = places[key] {
        let old = merged[index].conditions[at].values
        merged[index].conditions[at].values =
          old
          + clause.conditions[at].values.filter { value in
            !old.contains { $0.utf8.elementsEqual(value.utf8) }
          }
      } else {
        places[key] = merged.count
        merged.append(clause)
      }
    }
    return merged
  }

  private struct ClaimKey: Hashable {
    var subjects: [ClaimPattern]
    var conditions: [Condition]
    var place: Int
    var test: Test

    init(_ clause: TrustClause, without place: Int) {
      subjects = clause.subjects
      conditions = clause.conditions
      test = conditions.remove(at: place).test
      self.place = place
    }
  }

  private struct Key: Hashable {
    var conditions: [Condition]
    var isLike: Bool

    init(_ clause: TrustClause, _ style: TrustStyle) {
      conditions = clause.conditions
      isLike = !style.joins && clause.subjects.contains(where: \.isLike)
    }
  }

  private static func unique(_ patterns: [ClaimPattern]) -> [ClaimPattern] {
    var seen: Set<ClaimPattern> = []
    return patterns.filter { seen.insert($0).inserted }
  }
}
