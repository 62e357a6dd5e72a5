import KeylessTesting
import Testing

@testable import KeylessReach

/// Against the definition, tried out at every length.
@Suite("filters of GitHub Actions against their definition")
struct RefFilterPropertyTests {
  enum Token {
    case text(String)
    case oneOf(String, Set<Character>)
    case star, stars
    indirect case optional(Token), several(Token)

    var words: String {
      switch self {
      case .text(let text): text
      case .oneOf(let words, _): words
      case .star: "*"
      case .stars: "**"
      case .optional(let token): token.words + "?"
      case .several(let token): token.words + "+"
      }
    }

    var isStar: Bool {
      switch self {
      case .star, .stars: true
      default: false
      }
    }

    /// What may be left of a text behind it.
    func rests(_ text: Substring) -> [Substring] {
      switch self {
      case .text(let own): return text.first.map(String.init) == own ? [text.dropFirst()] : []
      case .oneOf(_, let set): return text.first.map(set.contains) == true ? [text.dropFirst()] : []
      case .star: return (0...text.prefix { $0 != "/" }.count).map { text.dropFirst($0) }
      case .stars: return (0...text.count).map { text.dropFirst($0) }
      case .optional(let token): return [text] + token.rests(text)
      case .several(let token): return token.rests(text).flatMap { [$0] + rests($0) }
      }
    }
  }

  private static func token(_ generator: inout SplitMix64) -> Token {
    let single: Token =
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: .oneOf("[a-b1]", ["a", "b", "1"])
      case 1: .text("/")
      default: .text(["a", "b", "1", "é"].randomElement(using: &generator) ?? "a")
      }
    return switch Int.random(in: 0..<8, using: &generator) {
    case 0: .star
    case 1: .stars
    case 2: .optional(single)
    case 3: .several(single)
    default: single
    }
  }

  private static func matches(_ tokens: ArraySlice<Token>, _ text: Substring) -> Bool {
    guard let first = tokens.first else { return text.isEmpty }
    return first.rests(text).contains { matches(tokens.dropFirst(), $0) }
  }

  @Test(arguments: [UInt64(21), 22, 23])
  func `a filter matches what its parts match one after another`(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SplitMix64(seed: seed)
    for _ in 0..<80 {
      // Begins with a letter, and stars keep apart, so that no `**/` stands at the start of a segment.
      var tokens: [Token] = [.text("a")]
      for _ in 0..<Int.random(in: 0...5, using: &generator) {
        let token = Self.token(&generator)
        if token.isStar, tokens.last?.isStar == true { continue }
        tokens.append(token)
      }
      let pattern = tokens.map(\.words).joined()
      if pattern.contains("/**/") { continue }
      let language = try Language.filter(pattern)
      for _ in 0..<20 {
        let letters: [Character] = ["a", "b", "1", "é", "/"]
        let count = Int.random(in: 0...6, using: &generator)
        let text = "a" + String((0..<count).map { _ in letters.randomElement(using: &generator) ?? "a" })
        #expect(
          language.contains(text.utf8) == Self.matches(tokens[...], text[...]),
          "seed \(seed): `\(pattern)` on `\(text)`"
        )
      }
    }
  }
}
