import KeylessSource

/// GitHub's filter patterns: `*` stops at `/`, `**` does not, `?` and `+` repeat what is before them, `[…]` is one character.
package enum GitHubFilter {
  /// The tests of one list of patterns: alternatives, each a conjunction.
  ///
  /// GitHub goes through the list in order, a later match wins: a pattern admits what no `!pattern` behind it takes away.
  static func alternatives(_ patterns: [Located<String>]) -> [[JobRun.RefTest]] {
    var groups: [(admits: [JobRun.RefPattern], behind: Int)] = []
    var wasExcluding = true
    for (at, pattern) in patterns.enumerated() {
      if pattern.value.hasPrefix("!") {
        wasExcluding = true
      } else {
        if wasExcluding { groups.append(([], at)) }
        groups[groups.count - 1].admits.append(self.pattern(pattern.value))
        groups[groups.count - 1].behind = at
        wasExcluding = false
      }
    }
    return groups.map { group in
      let excluded = patterns[(group.behind + 1)...].filter { $0.value.hasPrefix("!") }
        .map { self.pattern(String($0.value.dropFirst())) }
      var tests = [JobRun.RefTest(one(group.admits))]
      if !excluded.isEmpty { tests.append(JobRun.RefTest(one(excluded), isNegated: true)) }
      return tests.filter { !($0.pattern == .filter("**") && !$0.isNegated) }
    }
  }

  static func one(_ patterns: [JobRun.RefPattern]) -> JobRun.RefPattern {
    patterns.count == 1 ? patterns[0] : .any(patterns)
  }

  /// A pattern without anything special is a name.
  static func pattern(_ text: String) -> JobRun.RefPattern {
    text.utf8.contains(where: { "*?+[]!\\".utf8.contains($0) }) ? .filter(text) : .exact(text)
  }

  /// Whether a name fits a pattern; nil for a pattern that is not well formed or takes too long.
  package static func matches(_ name: String, _ pattern: String) -> Bool? {
    guard let atoms = atoms(pattern) else { return nil }
    let characters = Array(name.unicodeScalars)
    guard atoms.count * (characters.count + 1) <= 1 << 20 else { return nil }
    // All places the pattern can stand at, so that no input makes it try again.
    var places = Set([0])
    for atom in atoms {
      var next: Set<Int> = []
      for place in places {
        var at = place
        if atom.least == 0 { next.insert(at) }
        var count = 0
        while at < characters.count, atom.most.map({ count < $0 }) ?? true, atom.set.admits(characters[at]) {
          at += 1
          count += 1
          if count >= atom.least { next.insert(at) }
        }
      }
      places = next
    }
    return places.contains(characters.count)
  }

  private struct Atom {
    var set: CharacterSet
    var least = 1
    var most: Int? = 1
  }

  private enum CharacterSet {
    case any, notSlash
    case exact(Unicode.Scalar)
    case ranges([ClosedRange<Unicode.Scalar>])

    func admits(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .any: true
      case .notSlash: scalar != "/"
      case .exact(let wanted): scalar == wanted
      case .ranges(let ranges): ranges.contains { $0.contains(scalar) }
      }
    }
  }

  private static func atoms(_ pattern: String) -> [Atom]? {
    var out: [Atom] = []
    var rest = Array(pattern.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*":
        var set = CharacterSet.notSlash
        while rest.first == "*" {
          rest.removeFirst()
          set = .any
        }
        out.append(Atom(set: set, least: 0, most: nil))
      case "?":
        guard !out.isEmpty else { return nil }
        out[out.count - 1].least = 0
      case "+":
        guard !out.isEmpty else { return nil }
        out[out.count - 1].most = nil
      case "[":
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while let low = rest.popFirst(), low != "]" {
          if rest.first == "-", rest.count > 1, rest[rest.startIndex + 1] != "]" {
            rest.removeFirst()
            guard let high = rest.popFirst(), low <= high else { return nil }
            ranges.append(low...high)
          } else {
            ranges.append(low...low)
          }
        }
        out.append(Atom(set: .ranges(ranges)))
      case "\\":
        guard let escaped = rest.popFirst() else { return nil }
        out.append(Atom(set: .exact(escaped)))
      default: out.append(Atom(set: .exact(scalar)))
      }
    }
    return out
  }
}
