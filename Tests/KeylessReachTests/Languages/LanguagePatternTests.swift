import KeylessTesting
import Testing

@testable import KeylessPolicy
@testable import KeylessReach

@Suite("patterns as languages")
struct LanguagePatternTests {
  @Test("a pattern is the texts that the definition and the policy engine match", arguments: 1...50)
  func matching(seed: UInt64) throws {
    var generator = SplitMix64(seed: 4000 + seed)
    for _ in 0..<5 {
      let pieces = Sample.pieces(&generator)
      let language = try Language.pattern(pieces)
      let engine = Self.engine(pieces)
      for probe in Sample.probes where Sample.isText(probe) {
        let isMember = language.contains(probe)
        #expect(
          isMember == ReferencePattern.matches(probe[...], pieces[...]),
          "seed \(seed): \(ReferencePattern.words(pieces)) \(probe)"
        )
        #expect(isMember == engine.matches(probe), "seed \(seed): \(ReferencePattern.words(pieces)) \(probe)")
      }
    }
  }

  @Test("a text alone, and one with anything behind it, have the automaton that the search would find")
  func shortcuts() throws {
    let seed: UInt64 = 77
    print("seed \(seed)")
    var generator = SplitMix64(seed: seed)
    let samples = (0..<200).map { _ in Sample.text(&generator) } + [[], Array("aaaa".utf8), Array("é".utf8), [0]]
    for text in samples where Sample.isText(text) {
      let prefix = try Language.pattern([.literal(text), .anyRun])
      var meter = Unmetered()
      #expect(prefix == Language(minimising: PatternAutomaton.build([.literal(text), .anyRun], &meter)), "\(text)")
      #expect(prefix.automaton == prefix.automaton.canonical(), "\(text)")
      for language in [Language.text(text), .textIgnoringCase(text)] {
        #expect(language.automaton == language.automaton.canonical(), "\(text)")
      }
    }
    // What is no text begins nothing.
    #expect(try Language.pattern([.literal([0xC3]), .anyRun]).isEmpty)
  }

  @Test("longer patterns agree with the policy engine on longer texts", arguments: 1...40)
  func longMatching(seed: UInt64) throws {
    var generator = SplitMix64(seed: 5000 + seed)
    let pieces = (0..<4).flatMap { _ in Sample.pieces(&generator) }
    guard let language = try? Language.pattern(pieces) else { return }
    let engine = Self.engine(pieces)
    for _ in 0..<400 {
      // Fill the wildcards, then spoil something now and then.
      var text: [UInt8] = pieces.flatMap { piece -> [UInt8] in
        switch piece {
        case .literal(let bytes): bytes
        case .anyRun: Sample.text(&generator)
        case .anyScalar: Array(["a", "é", "€", "😀"].randomElement(using: &generator, or: "b").utf8)
        }
      }
      if Bool.random(using: &generator), !text.isEmpty {
        text.remove(at: Int.random(in: text.indices, using: &generator))
      }
      guard Sample.isText(text) else {
        #expect(!language.contains(text))
        continue
      }
      #expect(
        language.contains(text) == engine.matches(text),
        "seed \(seed): \(ReferencePattern.words(pieces)) \(text)"
      )
    }
  }

  @Test(
    "a pattern over a text of the policy engine's own reading",
    arguments: ["repo:octo-org/*:ref:refs/heads/?ain", "*", "", "a**b", "?*?é*"]
  )
  func policyText(source: String) throws {
    let text = try PolicyText(source, wildcards: true, variables: .nowhere)
    let pieces = text.segments.map { segment -> Language.Piece in
      switch segment {
      case .literal(let bytes): .literal(bytes)
      case .anyRun: .anyRun
      case .anyScalar: .anyScalar
      case .variable: .literal([])
      }
    }
    let language = try Language.pattern(pieces)
    let shortest = try #require(language.shortest())
    #expect(WildcardPattern(text).matches(shortest))
  }

  @Test("a pattern that stars alone separate has a state for each byte and a few for the scalars in between")
  func linearSize() throws {
    let literals = (0..<60).map { "part\($0 % 7)x\($0 % 3)" }
    let pieces = literals.flatMap { [Language.Piece.anyRun, .literal(Array($0.utf8))] } + [.anyRun]
    let bytes = literals.reduce(0) { $0 + $1.utf8.count }
    #expect(try Language.pattern(pieces).stateCount <= bytes + 8 * 61 + 1)
  }

  @Test("a pattern of exponential size ends within its budget", .timeLimit(.minutes(5)), arguments: [20, 40, 400])
  func exponential(count: Int) {
    let pieces: [Language.Piece] = [.anyRun, .literal([0x61])] + Array(repeating: .anyScalar, count: count)
    #expect(throws: TooComplex.self) { try Language.pattern(pieces) }
  }

  @Test("a pattern without wildcards is its text, however long")
  func longText() throws {
    let text = Array(repeating: Array("abcd".utf8), count: 10_000).joined()
    #expect(try Language.pattern([.literal(Array(text))]) == .text(text))
    #expect(try Language.pattern([]) == .emptyText)
  }

  @Test("a bound names itself")
  func bound() {
    let pieces: [Language.Piece] = [.literal(Array("abcdef".utf8)), .anyRun]
    #expect(throws: TooComplex(bound: .states(3))) { try Language.pattern(pieces, budget: Budget(states: 3)) }
    #expect(throws: TooComplex(bound: .work(10))) { try Language.pattern(pieces, budget: Budget(work: 10)) }
  }

  @Test("a literal that is not text matches nothing, and a scalar may be written in two literals")
  func invalidLiterals() throws {
    #expect(try Language.pattern([.literal([0xC3]), .anyRun]) == .none)
    #expect(try Language.pattern([.literal([0xC3]), .literal([0xA9])]) == .text([0xC3, 0xA9]))
  }

  private static func engine(_ pieces: [Language.Piece]) -> WildcardPattern {
    var pattern = WildcardPattern()
    for piece in pieces {
      switch piece {
      case .literal(let bytes): pattern.append(bytes)
      case .anyRun: pattern.appendAnyRun()
      case .anyScalar: pattern.appendAnyScalar()
      }
    }
    return pattern
  }
}

extension Array {
  /// An element of an array that is not empty.
  func randomElement(using generator: inout SplitMix64, or other: Element) -> Element {
    isEmpty ? other : self[Int.random(in: indices, using: &generator)]
  }
}
