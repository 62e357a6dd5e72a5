import KeylessTesting
import Testing

@testable import KeylessReach

/// Against Swift's own engine, set to ASCII classes and single scalars.
///
/// What the two read differently is left out: newlines, classes by name and the edges of words.
@Suite("RE2 expressions against another engine")
struct RefExpressionPropertyTests {
  private static let leaves = [
    "a", "b", "/", "-", ".", "[ab]", "[^a]", "[^/b]", #"\d"#, #"\w"#, #"\W"#, #"\D"#, #"[\w-]"#, "[a-c]", "é", "[^é]",
    "(?i:B)", "(?i:[^b])", "^", "$", #"\A"#, #"\."#, "", "1", #"\x61"#,
  ]
  private static let repeats = ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,1}", "{1,}"]
  private static let letters: [Character] = ["a", "b", "A", "B", "/", "-", "1", "é", "_", "."]

  static func expression(_ depth: Int, _ generator: inout SplitMix64) -> String {
    guard depth > 0 else { return leaves.randomElement(using: &generator) ?? "" }
    let part = expression(depth - 1, &generator)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return "(?:" + part + ")" + (repeats.randomElement(using: &generator) ?? "")
    case 1: return "(" + part + "|" + expression(depth - 1, &generator) + ")"
    case 2: return part + "|" + expression(depth - 1, &generator)
    default: return part + expression(depth - 1, &generator)
    }
  }

  @Test(arguments: [UInt64(11), 12, 13, 14])
  func `an expression is found where the other engine finds it`(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let source = Self.expression(Int.random(in: 1...4, using: &generator), &generator)
      let language = try Language.expression(source)
      let other = try Regex(source).matchingSemantics(.unicodeScalar).asciiOnlyCharacterClasses()
        .anchorsMatchLineEndings(false)
      for _ in 0..<12 {
        let length = Int.random(in: 0...5, using: &generator)
        let text = String((0..<length).map { _ in Self.letters.randomElement(using: &generator) ?? "a" })
        let isFound = text.firstMatch(of: other) != nil
        #expect(language.contains(text.utf8) == isFound, "seed \(seed): `\(source)` in `\(text)`")
      }
    }
  }
}
