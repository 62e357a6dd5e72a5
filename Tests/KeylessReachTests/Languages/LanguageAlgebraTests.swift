import KeylessTesting
import Testing

@testable import KeylessReach

@Suite("the algebra of languages")
struct LanguageAlgebraTests {
  @Test("a random language contains what its definition says", arguments: 1...60)
  func membership(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<3 {
      let sample = try Sample.random(Int(seed % 4), &generator)
      for probe in Sample.probes where sample.language.contains(probe) != sample.matches(probe) {
        Issue.record("seed \(seed): \(sample.words) on \(probe)")
      }
    }
  }

  @Test("the laws of Boolean algebra hold as equality of automata", arguments: 1...60)
  func laws(seed: UInt64) throws {
    var generator = SplitMix64(seed: 1000 + seed)
    let samples = try (0..<3).map { _ in try Sample.random(Int(seed % 3), &generator) }
    let (a, b, c) = (samples[0].language, samples[1].language, samples[2].language)
    let words = Comment(rawValue: "seed \(seed): \(samples.map(\.words))")
    #expect(a.complement().complement() == a, words)
    #expect(try a.union(b) == b.union(a), words)
    #expect(try a.intersection(b) == b.intersection(a), words)
    #expect(try a.union(b.union(c)) == a.union(b).union(c), words)
    #expect(try a.intersection(b.intersection(c)) == a.intersection(b).intersection(c), words)
    #expect(try a.intersection(b.union(c)) == a.intersection(b).union(a.intersection(c)), words)
    #expect(try a.union(b).complement() == a.complement().intersection(b.complement()), words)
    #expect(try a.subtracting(b) == a.intersection(b.complement()), words)
    #expect(try a.union(a.intersection(b)) == a, words)
    #expect(try a.union(a.complement()) == .anything, words)
    #expect(try a.intersection(a.complement()).isEmpty, words)
    #expect(try a.isSubset(of: b) == a.subtracting(b).isEmpty, words)
    #expect(try a.isDisjoint(with: b) == a.intersection(b).isEmpty, words)
    #expect(try a.union(b).hashValue == b.union(a).hashValue, words)
  }

  @Test(
    "every automaton is minimal, its classes are coarsest and its states are numbered breadth first",
    arguments: 1...60
  )
  func minimality(seed: UInt64) throws {
    var generator = SplitMix64(seed: 2000 + seed)
    let automaton = try Sample.random(Int(seed % 4), &generator).language.automaton
    #expect(Self.equivalentStates(automaton) == nil, "seed \(seed)")
    let width = automaton.classes.count
    let columns = (0..<width).map { column in
      automaton.accepting.indices.map { automaton.table[$0 * width + column] }
    }
    #expect(Set(columns).count == width, "seed \(seed)")
    var seenStates = 1
    for target in automaton.table {
      #expect(target <= seenStates)
      if target == seenStates { seenStates += 1 }
    }
    #expect(seenStates == automaton.stateCount)
    var seenClasses = 0
    for entry in automaton.classes.map {
      #expect(entry <= seenClasses)
      if entry == seenClasses { seenClasses += 1 }
    }
  }

  /// The table of distinguishable pairs, filled until nothing changes.
  private static func equivalentStates(_ automaton: Automaton) -> (Int, Int)? {
    let (count, width) = (automaton.stateCount, automaton.classes.count)
    var differ = (0..<count).map { left in (0..<count).map { automaton.accepting[left] != automaton.accepting[$0] } }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for left in 0..<count {
        for right in 0..<left where !differ[left][right] {
          let isTold = (0..<width).contains {
            differ[Int(automaton.table[left * width + $0])][Int(automaton.table[right * width + $0])]
          }
          guard isTold else { continue }
          differ[left][right] = true
          differ[right][left] = true
          hasChanged = true
        }
      }
    }
    for left in 0..<count {
      for right in 0..<left where !differ[left][right] { return (left, right) }
    }
    return nil
  }

  @Test("the universe is valid UTF-8 and nothing else")
  func universe() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        #expect(Language.anything.contains([first, second]) == Sample.isText([first, second]))
        for tail: [UInt8] in [[0x80], [0xBF], [0x80, 0x80], [0xBF, 0xBF]] {
          #expect(Language.anything.contains([first, second] + tail) == Sample.isText([first, second] + tail))
        }
      }
    }
    #expect(Language.none.complement() == .anything)
    #expect(Language.anything.complement() == .none)
    #expect(Language.text([0xC3]) == .none)
    #expect(Language.emptyText.members(atMost: 1) == [[]])
  }

  @Test("texts follow each other", arguments: 1...30)
  func concatenation(seed: UInt64) throws {
    var generator = SplitMix64(seed: 3000 + seed)
    let left = try Sample.random(1, &generator)
    let right = try Sample.random(1, &generator)
    let both = try left.language.followed(by: right.language)
    let many = try left.language.repeated()
    for probe in Sample.probes where Sample.isText(probe) {
      let isBoth = (0...probe.count).contains {
        left.matches(Array(probe[..<$0])) && right.matches(Array(probe[$0...]))
      }
      #expect(both.contains(probe) == isBoth, "seed \(seed): \(left.words) \(right.words) \(probe)")
      #expect(many.contains(probe) == Self.isRepetition(probe, left.matches), "seed \(seed): \(left.words) \(probe)")
    }
  }

  private static func isRepetition(_ text: [UInt8], _ matches: ([UInt8]) -> Bool) -> Bool {
    text.isEmpty
      || (1...text.count).contains { matches(Array(text[..<$0])) && isRepetition(Array(text[$0...]), matches) }
  }
}
