import KeylessFindings
import KeylessSource
import Testing

@Suite("the configuration of a check")
struct CheckConfigurationTests {
  private func read(_ text: String) throws -> (CheckConfiguration, [String]) {
    let bytes = Array(text.utf8)
    let node = try #require(try YAMLReader.document(bytes, file: "keyless.yaml"))
    let (configuration, diagnostics) = CheckConfigurationReader.read(node, file: "keyless.yaml", rules: Example.rules)
    return (
      configuration,
      diagnostics.map { diagnostic in
        let place = String(decoding: bytes[diagnostic.primary.span.range], as: UTF8.self)
        return "\(place): \(diagnostic.message); \(diagnostic.help ?? "")"
      }
    )
  }

  @Test
  func `everything can be said`() throws {
    let (configuration, wrong) = try read(
      """
      fail-on: high
      severity:
        sub-bare-wildcard: low
        KL301: off
      ignore: [examples/**, "*.bak"]
      exceptions:
        - rules: [KL105, unused-suppression]
          paths: sandbox
          because: nothing of value is in that account
      """
    )
    #expect(wrong == [])
    #expect(configuration.failOn == .at(.high))
    #expect(configuration.severities == ["KL104": .at(.low), "KL301": .off])
    #expect(configuration.ignored.map(\.text) == ["examples/**", "*.bak"])
    #expect(configuration.exceptions.map(\.rules) == [["KL105", "KL001"]])
    #expect(configuration.exceptions.map(\.reason) == ["nothing of value is in that account"])
  }

  @Test(arguments: [
    ("fail_on: high", "fail_on: unknown key `fail_on` in `check`; did you mean `fail-on`?"),
    (
      "fail-on: hgih",
      "hgih: `fail-on` is a severity, and here is `hgih`; did you mean `high`?"
    ),
    ("fail-on: 3", "3: `fail-on` is a text, and here is a number; "),
    (
      "severity: {sub-bare-wildcrd: low}",
      "sub-bare-wildcrd: there is no rule `sub-bare-wildcrd`; did you mean `sub-bare-wildcard`?"
    ),
    (
      "severity: {KL104: of}",
      "of: the severity of a rule is a severity or `off`, and here is `of`; did you mean `off`?"
    ),
    (
      "severity: {KL104: low, sub-bare-wildcard: off}",
      "sub-bare-wildcard: `sub-bare-wildcard` has a severity twice; keep one; number and name are one rule"
    ),
    ("severity: []", "[]: `severity` is a mapping, and here is a list; "),
    (
      "ignore: [../x]",
      "../x: `../x` can match no path; write it relative to the repository, without `..`, as in `examples/**`"
    ),
    (
      "exceptions: [{rules: KL104, paths: x}]",
      "{rules: KL104, paths: x}: the exception has no reason; say `because: …`; the next reader needs it"
    ),
    (
      "exceptions: [{rules: KL104, because: x}]",
      "{rules: KL104, because: x}: the exception has no `paths`; name them; an exception is never for everything"
    ),
    ("- x", "- x: `check` is a mapping, and here is a list; "),
  ])
  func `what is wrong is said at its place`(text: String, expected: String) throws {
    #expect(try read(text).1 == [expected])
  }

  @Test
  func `an exception silences its rule at its paths and nothing else`() {
    let files = Example.tree()
    var configuration = CheckConfiguration()
    let sandbox = [PathGlob("infra/**")].compactMap(\.self)
    configuration.exceptions = [.init(rules: ["KL104", "KL501"], paths: sandbox, because: "sandbox")]
    let silenced = Example.set(files, configuration).findings.filter { $0.silence != nil }
    #expect(silenced.map(\.finding.rule.number) == ["KL104"])
    #expect(silenced.map(\.silence) == [.exception(because: "sandbox")])
    configuration.exceptions = []
    configuration.ignored = sandbox
    #expect(Example.set(files, configuration).findings.map(\.finding.rule.number) == ["KL501"])
  }

  @Test
  func `an exception with a reason reaches what is wrong with comments too`() {
    let files = SourceFiles("old/a.tf", Array("# keyless: ignore KL104 because y\nx = 1\n".utf8))
    var configuration = CheckConfiguration()
    configuration.exceptions = [.init(rules: ["KL001"], paths: [PathGlob("old")].compactMap(\.self), because: "frozen")]
    var set = FindingSet([], configuration: configuration)
    set.silence(byCommentsIn: files, paths: ["old/a.tf"], rules: Example.rules)
    #expect(set.findings.map(\.silence) == [.exception(because: "frozen")])
  }

  @Test(arguments: [
    ("a", "a", true), ("a", "a/b/c", true), ("a/", "a/b", true), ("a", "ab", false), ("a", "b/a", false),
    ("**/a", "a", true), ("**/a", "x/y/a/z", true), ("**/a", "x/ab", false),
    ("*.tf", "x.tf", true), ("*.tf", "m/x.tf", false), ("**/*.tf", "m/n/x.tf", true),
    ("a/**/z", "a/z", true), ("a/**/z", "a/b/c/z", true), ("a/**/z", "b/z", false),
    ("a/**", "a/b", true), ("**", "anything/at/all", true), ("?.tf", "é.tf", false), ("a?c", "abc", true),
    ("a*b*c", "axxbyyc", true), ("a*b*c", "axxcyyb", false), ("./a", "a", true), ("a/*/**/z", "a/z", false),
  ])
  func `a path pattern`(pattern: String, path: String, matches: Bool) {
    #expect(PathGlob(pattern)?.matches(path) == matches)
  }

  @Test(arguments: ["", "/a", "a/../b", "..", ".", String(repeating: "a", count: 1025)])
  func `a pattern that can match nothing is none`(pattern: String) { #expect(PathGlob(pattern) == nil) }

  @Test(.timeLimit(.minutes(4)))
  func `a hostile pattern costs no more than a product`() {
    let pattern = PathGlob(String(repeating: "**/*a", count: 200) + "b")
    #expect(pattern?.matches(String(repeating: "aaaaaaaa/", count: 1600) + "c") == false)
  }
}
