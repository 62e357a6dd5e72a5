/// A condition of a rule, for one kind of pipeline: what holds, what never does, and what is asked of the ref.
indirect enum GitLabFormula: Hashable, Sendable {
  case always, never
  case atom(Atom)
  case not(GitLabFormula)
  case all([GitLabFormula])
  case any([GitLabFormula])

  enum Atom: Hashable, Sendable {
    case ref(JobRun.RefPattern)
    case protected
    /// It cannot be judged; the text is a clause that is true when it holds.
    case unknown(String)
  }

  struct Literal: Hashable, Sendable {
    var atom: Atom
    var isNegated: Bool
  }

  /// Most alternatives that are kept apart, and most tests in one.
  static let mostAlternatives = 24
  static let mostTests = 24

  /// Without what is decided already.
  var simplified: GitLabFormula {
    switch self {
    case .always, .never, .atom: return self
    case .not(let inner):
      switch inner.simplified {
      case .always: return .never
      case .never: return .always
      case .not(let twice): return twice
      case let other: return .not(other)
      }
    case .all(let parts):
      let parts = parts.map(\.simplified).filter { $0 != .always }
      if parts.contains(.never) { return .never }
      return parts.isEmpty ? .always : parts.count == 1 ? parts[0] : .all(parts)
    case .any(let parts):
      let parts = parts.map(\.simplified).filter { $0 != .never }
      if parts.contains(.always) { return .always }
      return parts.isEmpty ? .never : parts.count == 1 ? parts[0] : .any(parts)
    }
  }

  var constant: Bool? {
    switch self {
    case .always: true
    case .never: false
    default: nil
    }
  }

  /// The alternatives under which it holds, each a list of what must hold at once; nil when they are too many.
  func alternatives(negated: Bool = false) -> [[Literal]]? {
    switch self {
    case .always: return negated ? [] : [[]]
    case .never: return negated ? [[]] : []
    case .atom(let atom): return [[Literal(atom: atom, isNegated: negated)]]
    case .not(let inner): return inner.alternatives(negated: !negated)
    case .all(let parts): return negated ? Self.either(parts, negated) : Self.both(parts, negated)
    case .any(let parts): return negated ? Self.both(parts, negated) : Self.either(parts, negated)
    }
  }

  private static func either(_ parts: [GitLabFormula], _ negated: Bool) -> [[Literal]]? {
    var result: [[Literal]] = []
    for part in parts {
      guard let next = part.alternatives(negated: negated) else { return nil }
      result = tidy(result + next)
      guard result.count <= mostAlternatives else { return nil }
    }
    return result
  }

  private static func both(_ parts: [GitLabFormula], _ negated: Bool) -> [[Literal]]? {
    var result: [[Literal]]? = [[]]
    for part in parts {
      guard let found = result, !found.isEmpty else { return result }
      result = product(found, part.alternatives(negated: negated))
    }
    return result
  }

  /// Each of the one with each of the other; nil when they are too many.
  static func product(_ left: [[Literal]]?, _ right: [[Literal]]?) -> [[Literal]]? {
    guard let left, let right else { return nil }
    var product: [[Literal]] = []
    for one in left {
      for other in right {
        guard let joined = joined(one, other) else { continue }
        guard joined.count <= mostTests else { return nil }
        product.append(joined)
      }
    }
    let result = tidy(product)
    return result.count <= mostAlternatives ? result : nil
  }

  /// Both at once; nil when they contradict each other.
  static func joined(_ left: [Literal], _ right: [Literal]) -> [Literal]? {
    var result = left
    for literal in right where !result.contains(literal) {
      for other in result where contradict(literal, other) { return nil }
      result.append(literal)
    }
    // What another test implies need not be said: `main` is surely not `dev`.
    return result.filter { literal in
      guard literal.isNegated else { return true }
      return !result.contains { !$0.isNegated && exclude($0.atom, literal.atom) }
    }
  }

  private static func contradict(_ left: Literal, _ right: Literal) -> Bool {
    if left.atom == right.atom { return left.isNegated != right.isNegated }
    guard !left.isNegated, !right.isNegated else {
      guard left.isNegated != right.isNegated else { return false }
      let (positive, negative) = left.isNegated ? (right, left) : (left, right)
      return implies(positive.atom, negative.atom)
    }
    return exclude(left.atom, right.atom)
  }

  /// Whether two tests of the ref can never both hold.
  private static func exclude(_ left: Atom, _ right: Atom) -> Bool {
    guard case .ref(let left) = left, case .ref(let right) = right else { return false }
    switch (left, right) {
    case (.exact(let a), .exact(let b)): return a != b
    case (.exact(let text), .regex(let pattern, let ignoresCase)),
      (.regex(let pattern, let ignoresCase), .exact(let text)):
      return GitLabPattern(pattern, ignoresCase: ignoresCase)?.matches(text) == false
    default: return false
    }
  }

  private static func implies(_ left: Atom, _ right: Atom) -> Bool {
    guard case .ref(.exact(let text)) = left, case .ref(.regex(let pattern, let ignoresCase)) = right else {
      return false
    }
    return GitLabPattern(pattern, ignoresCase: ignoresCase)?.matches(text) == true
  }

  /// Drops what another alternative covers, and joins two that differ in one thing only.
  static func tidy(_ alternatives: [[Literal]]) -> [[Literal]] {
    var sets: [(list: [Literal], set: Set<Literal>)] = []
    for list in alternatives {
      let set = Set(list)
      if sets.contains(where: { $0.set.isSubset(of: set) }) { continue }
      sets.removeAll { set.isSubset(of: $0.set) }
      sets.append((list, set))
    }
    var changed = sets.count <= 12
    while changed {
      changed = false
      search: for i in sets.indices {
        for j in sets.indices where j > i {
          let only = sets[i].set.symmetricDifference(sets[j].set)
          guard only.count == 2, let first = only.first, let last = only.dropFirst().first, first.atom == last.atom,
            sets[i].set.count == sets[j].set.count
          else { continue }
          let list = sets[i].list.filter { $0.atom != first.atom }
          let set = Set(list)
          sets.remove(at: j)
          sets.remove(at: i)
          sets.removeAll { set.isSubset(of: $0.set) }
          sets.insert((list, set), at: min(i, sets.count))
          changed = true
          break search
        }
      }
    }
    return sets.map(\.list)
  }
}
