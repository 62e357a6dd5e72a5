import KeylessTesting
import Testing

@testable import KeylessReach

@Suite("languages across a template")
struct LanguageSplittingTests {
  @Test("pieces part a component by the state it leads to", arguments: 1...60)
  func pieces(seed: UInt64) throws {
    var generator = SplitMix64(seed: 10_000 + seed)
    let whole = try Sample.random(2, &generator)
    let component = try Sample.random(2, &generator)
    let words = Comment(rawValue: "seed \(seed): \(whole.words) over \(component.words)")
    let from = Int.random(in: 0..<whole.language.stateCount, using: &generator)
    let pieces = try whole.language.pieces(from: from, within: component.language)
    var union = Language.none
    for (state, language) in pieces {
      #expect(!language.isEmpty, words)
      #expect(language.isDisjoint(with: union), words)
      union = try union.union(language)
      let leading = whole.language.language(from: from, to: [state])
      #expect(language.isSubset(of: leading), words)
      #expect(try leading.intersection(component.language) == language, words)
    }
    #expect(union == component.language, words)
    #expect(pieces.map(\.state) == pieces.map(\.state).sorted(), words)
    let live = try whole.language.pieces(from: from, within: component.language) { !whole.language.isDead($0) }
    #expect(live.map(\.state) == pieces.map(\.state).filter { !whole.language.isDead($0) }, words)
    #expect(live.map(\.language) == pieces.filter { !whole.language.isDead($0.state) }.map(\.language), words)
  }

  @Test("a language from a state to states is what walking says", arguments: 1...40)
  func between(seed: UInt64) throws {
    var generator = SplitMix64(seed: 11_000 + seed)
    let language = try Sample.random(2, &generator).language
    let from = Int.random(in: 0..<language.stateCount, using: &generator)
    let to = Set((0..<3).map { _ in Int.random(in: 0..<language.stateCount, using: &generator) })
    let between = language.language(from: from, to: to)
    let rest = language.rest(from: from)
    for probe in Sample.probes {
      let isText = Sample.isText(probe)
      let end = language.step(from, probe)
      #expect(between.contains(probe) == (isText && to.contains(end)), "seed \(seed)")
      #expect(rest.contains(probe) == (isText && language.isAccepting(end)), "seed \(seed)")
    }
    #expect(language.isDead(language.deadState))
    #expect(language.rest(from: language.deadState).isEmpty)
  }

  @Test("a preimage is what becomes a member by substitution", arguments: 1...60)
  func preimage(seed: UInt64) throws {
    var generator = SplitMix64(seed: 12_000 + seed)
    let sample = try Sample.random(2, &generator)
    let byte: UInt8 = [0x3A, 0x61, 0xC3][Int.random(in: 0..<3, using: &generator)]
    let text = [Array("%3A".utf8), Array("a".utf8), [], Array("bé".utf8)][Int.random(in: 0..<4, using: &generator)]
    let preimage = sample.language.preimage(of: (byte, text))
    for probe in Sample.probes {
      let image = probe.flatMap { $0 == byte ? text : [$0] }
      let isMember = Sample.isText(probe) && sample.language.contains(image)
      #expect(preimage.contains(probe) == isMember, "seed \(seed): \(sample.words) \(byte) \(text) \(probe)")
    }
  }

  @Test("a subject splits into its components")
  func subject() throws {
    let subject = try Language.pattern([.literal(Array("repo:octo-org/octo-repo:".utf8)), .anyRun])
    let from = subject.step(subject.start, Array("repo:".utf8))
    let owner = Language.pattern("*").without(.pattern("*/*"))
    let pieces = try subject.pieces(from: from, within: owner) { !subject.isDead(subject.step($0, Array("/".utf8))) }
    #expect(pieces.map(\.language) == [.text(Array("octo-org".utf8))])
  }
}
