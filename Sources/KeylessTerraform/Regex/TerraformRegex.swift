/// A regular expression in the part of RE2's syntax that people write; anything else is refused, not guessed.
///
/// It is matched by backtracking in bounded work, the leftmost match first and of its alternatives the first, as RE2
/// has it.
struct TerraformRegex {
  indirect enum Node {
    case set(Characters)
    case start, end
    case wordBoundary(Bool)
    case group([Node], capture: Int?)
    case alternatives([[Node]])
    case `repeat`([Node], least: Int, most: Int?, isLazy: Bool)
  }

  /// A class of characters.
  struct Characters {
    var ranges: [ClosedRange<UInt32>] = []
    var isNegated = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      ranges.contains { $0.contains(scalar.value) } != isNegated
    }

    /// Whether it holds all of what symbols are made of, or none of it; nil for some.
    var holdsSymbols: Bool? {
      let letters = (UInt32(97)...122).map { $0 } + (UInt32(48)...57) + [45, 46]
      let held = letters.filter { letter in ranges.contains { $0.contains(letter) } != isNegated }.count
      return held == letters.count ? true : held == 0 ? false : nil
    }
  }

  let nodes: [Node]
  /// The names of the groups, nil for those without one.
  let groups: [String?]

  /// Why a pattern is not matched.
  struct Refusal: Error {
    let reason: String
    var isError = false
  }

  init(_ pattern: String) throws(Refusal) {
    var parser = TerraformRegexParser(pattern)
    nodes = try parser.parse()
    groups = parser.groups
  }

  /// A match: the whole and its groups, as ranges of the scalars.
  typealias Match = [Range<Int>?]

  /// All matches from left to right, none within another; `limit` of them at most.
  ///
  /// What that cost is told in any case.
  func matches(in text: [Unicode.Scalar], limit: Int = Int.max, spending: (Int) -> Void) throws -> [Match] {
    var matches: [Match] = []
    var matcher = TerraformRegexMatcher(text, groups: groups.count)
    defer { spending(matcher.steps) }
    var start = 0
    var lastEnd = -1
    while start <= text.count, matches.count < limit {
      guard let match = try matcher.match(nodes, at: start), let whole = match[0] else {
        start += 1
        continue
      }
      // Go passes over an empty match right behind the one before.
      if !(whole.isEmpty && whole.lowerBound == lastEnd) { matches.append(match) }
      lastEnd = whole.upperBound
      start = whole.isEmpty ? whole.upperBound + 1 : whole.upperBound
    }
    return matches
  }
}
