import KeylessTesting
import Testing

@testable import KeylessReach

@Suite("members of languages")
struct LanguageMembersTests {
  @Test("the shortest member is one, and none is shorter", arguments: 1...80)
  func shortest(seed: UInt64) throws {
    var generator = SplitMix64(seed: 6000 + seed)
    let sample = try Sample.random(Int(seed % 4), &generator)
    let language = sample.language
    let words = Comment(rawValue: "seed \(seed): \(sample.words)")
    guard let shortest = language.shortest() else {
      #expect(language.isEmpty, words)
      return
    }
    #expect(language.contains(shortest), words)
    #expect(!Sample.probes.contains { $0.count < shortest.count && language.contains($0) }, words)
    #expect(language.shortest(maxBytes: shortest.count) == shortest, words)
    #expect(language.shortest(maxBytes: shortest.count - 1) == nil, words)
    let fewest = (0...20).first { language.shortest(maxScalars: $0) != nil }
    let scalars = try #require(fewest)
    let few = try #require(language.shortest(maxScalars: scalars))
    #expect(language.contains(few), words)
    #expect(String(decoding: few, as: UTF8.self).unicodeScalars.count <= scalars, words)
    let isBeaten = Sample.probes.contains {
      language.contains($0) && String(decoding: $0, as: UTF8.self).unicodeScalars.count < scalars
    }
    #expect(!isBeaten, words)
  }

  @Test("finite languages are listed whole, infinite ones are not", arguments: 1...60)
  func members(seed: UInt64) throws {
    var generator = SplitMix64(seed: 7000 + seed)
    let texts = (0..<Int(seed % 9)).map { _ in Sample.text(&generator) }
    let language = Language.texts(texts)
    let all = Array(Set(texts)).sorted { left, right in
      left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }
    #expect(language.isFinite)
    #expect(language.members(atMost: all.count) == all, "seed \(seed)")
    if !all.isEmpty { #expect(language.members(atMost: all.count - 1) == nil) }
    let preferred = language.members(preferring: 100)
    #expect(Set(preferred) == Set(all))
    #expect(preferred.first == language.shortest())
    let rest = try Language.pattern([.literal([0x61]), .anyRun]).union(language)
    #expect(!rest.isFinite)
    #expect(rest.members(atMost: 1_000) == nil)
  }

  @Test("preferred members come by length and never twice", arguments: 1...30)
  func preferred(seed: UInt64) throws {
    var generator = SplitMix64(seed: 8000 + seed)
    let language = try Sample.random(2, &generator).language
    let members = language.members(preferring: 200)
    #expect(Set(members).count == members.count)
    #expect(members.map(\.count) == members.map(\.count).sorted())
    #expect(members.allSatisfy(language.contains))
    #expect(members.first == language.shortest())
    if members.count < 200 { #expect(language.members(atMost: 200)?.count == members.count) }
    if let longest = members.last?.count {
      let missing = Sample.probes.filter { language.contains($0) && $0.count < longest && !members.contains($0) }
      #expect(missing.isEmpty, "seed \(seed)")
    }
  }

  @Test("witnesses read well")
  func readability() throws {
    #expect(Language.anything.complement().shortest() == nil)
    #expect(try Language.pattern([.anyScalar]).shortest() == [0x61])
    #expect(try Language.pattern([.anyScalar]).subtracting(.bytes([0x61...0x7A])).shortest() == Array("0".utf8))
    #expect(try Language.pattern([.anyScalar]).subtracting(.bytes([0x00...0x7F])).shortest() == [0xC2, 0x80])
  }

  @Test("a common beginning and end are the longest", arguments: 1...80)
  func commonEnds(seed: UInt64) throws {
    var generator = SplitMix64(seed: 9000 + seed)
    let head = Sample.text(&generator)
    let tail = Sample.text(&generator)
    let texts = (0..<Int.random(in: 1...3, using: &generator)).map { _ in head + Sample.text(&generator) + tail }
    let language = Language.texts(texts)
    #expect(
      language.commonPrefix == Self.common(texts.map { String(decoding: $0, as: UTF8.self).unicodeScalars.map { $0 } }),
      "seed \(seed) \(texts)"
    )
    let reversed = Self.common(
      texts.map { String(decoding: $0, as: UTF8.self).unicodeScalars.reversed() },
      isReversed: true
    )
    #expect(language.commonSuffix == reversed, "seed \(seed) \(texts)")
  }

  @Test("common ends of infinite languages")
  func commonEndsOfPatterns() throws {
    let pattern = try Language.pattern([.literal(Array("repo:".utf8)), .anyRun, .literal(Array(":main".utf8))])
    #expect(pattern.commonPrefix == Array("repo:".utf8))
    #expect(pattern.commonSuffix == Array(":main".utf8))
    #expect(Language.none.commonPrefix.isEmpty && Language.none.commonSuffix.isEmpty)
    #expect(Language.anything.commonPrefix.isEmpty && Language.anything.commonSuffix.isEmpty)
  }

  private static func common(_ texts: [[Unicode.Scalar]], isReversed: Bool = false) -> [UInt8] {
    var common = texts[0]
    for text in texts { common = zip(common, text).prefix { $0 == $1 }.map(\.0) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: isReversed ? common.reversed() : common)
    return Array(String(view).utf8)
  }
}
