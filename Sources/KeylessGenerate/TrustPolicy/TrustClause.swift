/// One statement's worth of conditions: a list of subjects, and what must hold besides.
///
/// Lists multiply inside a statement, so a clause never holds alternatives that belong together in pairs.
struct TrustClause {
  /// All exact, or all with wildcards.
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
  }

  /// The subjects without repetition, in clauses that are all exact or all with wildcards.
  static func split(_ subjects: [ClaimPattern], _ conditions: [Condition]) -> [TrustClause] {
    let exact = subjects.filter { !$0.isLike }
    let like = subjects.filter(\.isLike)
    return [exact, like].filter { !$0.isEmpty }.map { TrustClause(subjects: unique($0), conditions: conditions) }
  }

  /// One condition for the exact patterns and one for those with wildcards, which cannot share an operator.
  static func alternatives(_ claim: String, _ patterns: [ClaimPattern]) -> [Condition] {
    [(Test.equals, patterns.filter { !$0.isLike }), (Test.like, patterns.filter(\.isLike))]
      .filter { !$0.1.isEmpty }
      .map { Condition(test: $0.0, claim: claim, values: unique($0.1).map(\.value)) }
  }

  /// Clauses that differ only in their subjects become one, because subjects of one list are alternatives.
  static func merge(_ clauses: [TrustClause]) -> [TrustClause] {
    var merged: [TrustClause] = []
    var places: [Key: Int] = [:]
    for clause in clauses {
      let key = Key(clause)
      if let index = places[key] {
        merged[index].subjects += clause.subjects
      } else {
        places[key] = merged.count
        merged.append(clause)
      }
    }
    return merged.map { TrustClause(subjects: unique($0.subjects), conditions: $0.conditions) }
  }

  private struct Key: Hashable {
    var conditions: [Condition]
    var isLike: Bool

    init(_ clause: TrustClause) {
      conditions = clause.conditions
      isLike = clause.subjects.contains(where: \.isLike)
    }
  }

  /// Compared by bytes: two names that only look alike are two names.
  private static func unique(_ patterns: [ClaimPattern]) -> [ClaimPattern] {
    var seen: Set<[UInt8]> = []
    return patterns.filter { seen.insert(Array($0.value.utf8)).inserted }
  }
}
