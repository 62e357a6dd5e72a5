import Testing

@testable import KeylessReach

@Suite("RE2 expressions as languages")
struct RefExpressionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let source: String
    let members: [String]
    let others: [String]

    init(_ source: String, _ members: [String], _ others: [String]) {
      (self.source, self.members, self.others) = (source, members, others)
    }

    var testDescription: String { source }
  }

  @Test(arguments: [
    Case("", ["", "main"], []),
    Case("main", ["main", "xmainx", "a/main"], ["", "mai", "Main"]),
    Case("^main$", ["main"], ["xmain", "main ", "main\n", ""]),
    Case(#"\Amain\z"#, ["main"], ["xmain", "mainx"]),
    Case("^a|b$", ["a", "ax", "b", "xb"], ["xa", "bx", ""]),
    Case("^(a|b)$", ["a", "b"], ["ax", "xb", "ab", ""]),
    Case("a^b", [], ["a^b", "ab"]),
    Case("(^|/)main($|/)", ["main", "a/main", "main/b", "a/main/b"], ["amain", "mainb"]),
    Case("^release/.*$", ["release/", "release/1", "release/é"], ["release", "release/\n", "xrelease/"]),
    Case("(?s)^a.b$", ["a\nb", "aéb", "a😀b"], ["ab", "axxb"]),
    Case("^a.b$", ["axb", "aéb", "a😀b"], ["a\nb", "ab"]),
    Case("(?m)^a$", ["a", "b\na\nc"], ["ba", "ac"]),
    Case("^[0-9]+$", ["0", "17"], ["", "1x", "٣"]),
    Case(#"^v\d+\.\d+(\.\d+)?$"#, ["v1.2", "v10.20.30"], ["v1", "v1x2", "v1.2.", "v1.2.3.4"]),
    Case(#"^[^/]+$"#, ["main", "é", "a\nb"], ["", "a/b"]),
    Case(#"^[]a-]+$"#, ["]", "a", "-", "]-a"], ["b", "["]),
    Case(#"^[^]a]$"#, ["b", "["], ["]", "a", "ab"]),
    Case(#"^[[:alpha:]_]+$"#, ["aZ_"], ["a1", "é", ":"]),
    Case(#"^[[:^digit:]]$"#, ["a", "é"], ["1"]),
    Case(#"^[\d\-\]]+$"#, ["1-2]"], ["a", #"\"#]),
    Case(#"^\D\S\W$"#, ["aa-", "é/ "], ["1a-", "a -", "aaa"]),
    Case("^[à-ü]$", ["à", "é", "ü"], ["a", "ý", "ÿ", "ß"]),
    Case(#"^[\x{7FF}-\x{10000}]$"#, ["\u{7FF}", "\u{800}", "\u{FFFF}", "\u{10000}"], ["\u{7FE}", "\u{10001}"]),
    Case("^a{2,3}$", ["aa", "aaa"], ["a", "aaaa"]),
    Case("^a{2}$", ["aa"], ["a", "aaa"]),
    Case("^a{2,}$", ["aa", "aaaaa"], ["a", ""]),
    Case("^a{0}b$", ["b"], ["ab"]),
    Case("^a{,2}$", ["a{,2}"], ["a", "aa"]),
    Case("^x{a}{$", ["x{a}{"], ["x"]),
    Case("^(?:ab)*?c+?d??$", ["c", "ababccd"], ["abd", "dc"]),
    Case("^(?P<a>x)(?<b>y)$", ["xy"], ["x", "y"]),
    Case("(?i)^main$", ["main", "MAIN", "mAiN"], ["ma1n"]),
    Case("^a(?i)b|c$", ["ab", "aB", "xC"], ["Ab", "A"]),
    Case("^a(?i:b)c$", ["abc", "aBc"], ["abC", "Abc"]),
    Case("^(?i)a(?-i)b$", ["ab", "Ab"], ["aB"]),
    Case("(?i)^k[s]$", ["ks", "KS", "\u{212A}\u{17F}"], ["k", "kß"]),
    Case("(?i)^[^k]$", ["a", "é"], ["k", "K", "\u{212A}"]),
    Case(#"(?i)^\W$"#, ["-", "é"], ["\u{17F}", "a"]),
    Case(#"^\Qa.b*\E+$"#, ["a.b*", "a.b**"], ["a.b", "axb*"]),
    Case(#"\Qa\b"#, [#"a\b"#], ["a", "ab"]),
    Case(#"^\x41\x{42}\103\t\.\/$"#, ["ABC\t./"], ["ABC\tx/"]),
    Case(#"\bmain\b"#, ["main", "a/main", "main-1"], ["mainx", "xmain", "main_1"]),
    Case(#"\Bain\B"#, ["mains"], ["ain", "main", "ains"]),
    Case(#"^[^\x00-\x{10FFFF}]"#, [], ["", "a"]),
    Case("^()$||x{0}y", ["", "a"], []),
  ])
  func `an expression is found in its members and nowhere else`(example: Case) throws {
    let language = try Language.expression(example.source)
    for text in example.members { #expect(language.contains(text.utf8), "\(text)") }
    for text in example.others { #expect(!language.contains(text.utf8), "\(text)") }
    #expect(language.isSubset(of: .anything))
  }

  @Test
  func `case is ignored only where that is asked for`() throws {
    #expect(try Language.expression("^Main$", ignoresCase: true).contains("mAIN".utf8))
    #expect(try !Language.expression("^Main$").contains("mAIN".utf8))
    #expect(try Language.expression("^(?i)main$") == Language.expression("^main$", ignoresCase: true))
    #expect(try Language.expression("^main-[0-9]$", ignoresCase: true) != Language.expression("^main-[0-9]$"))
  }

  @Test
  func `an expression and its plain writing are one language`() throws {
    #expect(try Language.expression("^main$") == .text("main".utf8))
    #expect(try Language.expression("") == .anything)
    #expect(try Language.expression(".*") == .anything)
    #expect(try Language.expression("^(?:a+)+$") == Language.expression(#"\Aa{1,}\z"#))
    #expect(try Language.expression("(?s)^.$") == Language.expression(#"^[^a]$|^a$"#))
    #expect(try Language.expression("(?s)^.$") == Language.pattern([.anyScalar]))
    #expect(try Language.expression("(?s)^.$") == Language.expression(#"^[\x00-\x{d7ff}\x{e000}-\x{10ffff}]$"#))
  }

  @Test(arguments: [
    ("[", 0), ("a[b", 1), ("(?", 0), ("(?i", 0), ("(", 0), ("a(b", 1), (")", 0), ("a)", 1), ("*", 0), ("a|*", 2),
    ("(+)", 1), ("{2}", 0), ("a**", 2), ("a*??", 3), ("a{2}{3}", 4), ("a{1000}{1000}", 7), ("a{1001}", 1),
    ("a{2,1}", 1), ("(?:a{100}){100}", 10), ("(?:(?:a{11}){11}){11}", 17), ("(?=a)", 0), ("a(?!b)", 1), ("(?<=a)b", 0),
    ("(?<!a)b", 0), (#"(a)\1"#, 3), (#"(?P<n>a)\k<n>"#, 8), ("(?P=n)", 0), ("(?P<>a)", 0), ("(?<a-b>x)", 4),
    ("(?<a>x)(?<a>y)", 7), ("(?>a)", 0), ("(?#a)", 0), ("(?x)a", 0), ("(?i-)a", 0), ("[b-a]", 1), ("[[:alfa:]]", 1),
    (#"[a-\d]"#, 3), (#"\"#, 0), (#"é\"#, 2), (#"\Z"#, 0), (#"\G"#, 0), (#"\h"#, 0), (#"\é"#, 0), (#"\8"#, 0),
    (#"\x4"#, 0),
    (#"\x{}"#, 0), (#"\x{110000}"#, 0), (#"[\b]"#, 1), (#"\E"#, 0),
  ])
  func `what RE2 refuses is refused at its place`(source: String, offset: Int) {
    guard case .invalid(let problem)? = RefPatternProblem.expression(source) else {
      Issue.record("not refused: \(source)")
      return
    }
    #expect(problem.offset == offset, "\(problem.reason)")
  }

  @Test(arguments: [
    (#"a\pL"#, false, 1), (#"[\PN]"#, false, 1), (#"\p{Greek}"#, false, 0), (#"\C"#, false, 0), ("aé", true, 1),
    ("[à-ü]", true, 1), ("(?<é>a)", false, 3),
  ])
  func `what RE2 may read and we do not is called not read`(source: String, ignoresCase: Bool, offset: Int) {
    guard case .notRead(let problem)? = RefPatternProblem.expression(source, ignoresCase: ignoresCase) else {
      Issue.record("read: \(source)")
      return
    }
    #expect(problem.offset == offset, "\(problem.reason)")
  }

  @Test
  func `an expression is bounded in length, depth and states`() throws {
    func isNotRead(_ source: String) -> Bool {
      if case .notRead? = RefPatternProblem.expression(source) { true } else { false }
    }
    func isTooComplex(_ source: String) -> Bool {
      if case .tooComplex? = RefPatternProblem.expression(source) { true } else { false }
    }
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
    }
    #expect(isNotRead(nested(10_000)))
    #expect(isNotRead(nested(400)))
    #expect(isNotRead(String(repeating: "a", count: 1_001)))
    #expect(try Language.expression(nested(100)).contains("a".utf8))
    let long = String(repeating: "ab", count: 499)
    #expect(try Language.expression("^" + long + "$") == .text(long.utf8))
    #expect(isTooComplex("a{1000}"))
    #expect(try Language.expression("((((a+)+)+)+)+$").contains("xa".utf8))
    #expect(try Language.expression("^(((a*)*)*)*$").contains("aaa".utf8))
    #expect(isTooComplex("(?:a{1000}|b{1000}){1}[^é]{1000}[^ü]{1000}"))
    #expect(isTooComplex("a[ab]{20}$"))
    #expect(isTooComplex(String(repeating: "(?:a?){100}", count: 90)))
  }
}
