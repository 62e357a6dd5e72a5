import Testing

@testable import KeylessReach

@Suite("filters of GitHub Actions as languages")
struct RefFilterTests {
  @Test(arguments: [
    ("main", ["main"], ["Main", "main2", "a/main", ""]),
    ("*", ["main", "é"], ["a/b", "/"]),
    ("**", ["main", "a/b", "a/b/c"], []),
    ("feature/*", ["feature/a", "feature/a-b"], ["feature", "feature/a/b", "xfeature/a"]),
    ("feature/**", ["feature/a", "feature/a/b"], ["feature", "features/a"]),
    ("*feature", ["feature", "ver-10-feature"], ["a/feature", "feature1"]),
    ("v2*", ["v2", "v2.0"], ["v1", "v2/a"]),
    ("v[12].[0-9]+.[0-9]+", ["v1.10.1", "v2.0.0"], ["v3.0.0", "v1.10", "v1x10x1"]),
    ("[CB]at", ["Cat", "Bat"], ["cat", "at", "CBat"]),
    ("*.jsx?", ["page.js", "page.jsx"], ["page.jsxx", "page.j"]),
    ("[ab]?c", ["ac", "bc", "c"], ["abc", "xc"]),
    ("**/main", ["main", "a/main", "a/b/main"], ["amain", "a/xmain"]),
    ("docs/**/*.md", ["docs/a.md", "docs/a/b.md"], ["docsx/a.md", "docs.md"]),
    ("a**/b", ["a/b", "ax/y/b"], ["ab", "b"]),
    (#"a\+b\*\[\?\\\!"#, [#"a+b*[?\!"#], ["aab", "a+bx[?!"]),
    ("a!b", ["a!b"], ["ab"]),
    ("v1.0", ["v1.0"], ["v1x0"]),
    ("é?x", ["éx", "x"], ["e\u{301}x", "ééx"]),
  ])
  func `a filter matches whole names`(pattern: String, members: [String], others: [String]) throws {
    let language = try Language.filter(pattern)
    for name in members { #expect(language.contains(name.utf8), "\(name)") }
    for name in others { #expect(!language.contains(name.utf8), "\(name)") }
  }

  @Test(arguments: [
    ("", 0), ("?", 0), ("+a", 0), ("a*+", 2), ("a?+", 2), ("c++", 2), ("a/**?", 4), ("[ab", 0), ("a[]", 1), ("[0-]", 1),
    ("[9-0]", 1),
    (#"a\"#, 1), ("é[", 2),
  ])
  func `a broken filter is refused at its place`(pattern: String, offset: Int) {
    guard case .invalid(let problem)? = RefPatternProblem.filter(pattern) else {
      Issue.record("not refused: \(pattern)")
      return
    }
    #expect(problem.offset == offset, "\(problem.reason)")
  }

  @Test(arguments: [
    "[^a]", "[!a]", "[ -~]", "[a-Z]", "[A-z]", #"[\]]"#, "[-a]", #"a\b"#, String(repeating: "a", count: 1_001),
  ])
  func `what is not documented is not read`(pattern: String) {
    switch RefPatternProblem.filter(pattern) {
    case .notRead: break
    // `a` is behind `Z` in the order of characters.
    case .invalid where pattern == "[a-Z]": break
    case let other: Issue.record("\(pattern): \(String(describing: other))")
    }
  }

  @Test
  func `the last filter that matches decides`() throws {
    let releases = try Language.filters(["releases/**", "!releases/**-alpha"])
    #expect(releases.contains("releases/10".utf8))
    #expect(releases.contains("releases/beta/mona".utf8))
    #expect(!releases.contains("releases/10-alpha".utf8))
    #expect(!releases.contains("releases/beta/3-alpha".utf8))
    #expect(!releases.contains("main".utf8))
    let again = try Language.filters(["**", "!main", "main"])
    #expect(again.contains("main".utf8))
    let shut = try Language.filters(["main", "**", "!main"])
    #expect(!shut.contains("main".utf8))
    #expect(shut.contains("other".utf8))
    let early = try Language.filters(["!main", "**"])
    #expect(early.contains("main".utf8))
    let bang = try Language.filters(["**", "!!x"])
    #expect(!bang.contains("!x".utf8))
    #expect(bang.contains("x".utf8))
    #expect(try Language.filters([]).isEmpty)
  }

  @Test
  func `a list needs a filter that lets something through`() throws {
    guard case .notRead? = RefPatternProblem.filters(["!main"]) else {
      Issue.record("read")
      return
    }
    #expect(RefPatternProblem.filters(["**", "!main"]) == nil)
    #expect(RefPatternProblem.filters(["**", "!["]) != nil)
  }

  @Test
  func `a large filter is bounded`() throws {
    let stars = String(repeating: "*a", count: 40) + "*"
    #expect(try Language.filter(stars).contains(String(repeating: "ba", count: 40).utf8))
    guard case .tooComplex? = RefPatternProblem.filter("**a" + String(repeating: "[ab]", count: 20)) else {
      Issue.record("not too complex")
      return
    }
  }
}
