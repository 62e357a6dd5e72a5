import KeylessFindings
import KeylessSource
import Testing

@Suite("suppression in place")
struct SuppressionTests {
  /// The findings that are left when one of `rule` stands at `§` in the text, as `KL104` or `KL001@line`.
  private func left(_ marked: String, file: String = "a.tf", rule: RuleDescription = Example.bare) -> [String] {
    let parts = marked.split(separator: "§", omittingEmptySubsequences: false)
    let bytes = Array(parts.joined().utf8)
    let files = SourceFiles(file, bytes)
    let offset = parts.first?.utf8.count ?? 0
    var set = FindingSet(
      parts.count < 2
        ? []
        : [
          Finding(
            rule,
            nil,
            nil,
            "m",
            at: .init(SourceSpan(file: file, range: offset..<offset)),
            subject: "s",
            cause: "c"
          )
        ]
    )
    set.silence(byCommentsIn: files, paths: [file], rules: Example.rules)
    return set.findings.filter { $0.silence == nil }.map { reported in
      let line = files.position(of: reported.finding.primary.span.range.lowerBound, in: file)?.line ?? 0
      return reported.finding.rule.number + (reported.finding.rule == rule ? "" : "@\(line)")
    }
  }

  @Test(arguments: [
    "x = §1 # keyless: ignore sub-bare-wildcard because it is a sandbox",
    "x = §1 // keyless: ignore KL104 because it is a sandbox",
    "x = §1 /* keyless: ignore KL104 because it is a sandbox */",
    "# keyless: ignore KL104 because y\nx = §1",
    "  # keyless: ignore KL104 because y\n  # more about it\n\tx = §1",
    "/*\n * keyless: ignore KL104 because y\n */\nx = §1",
    "# keyless: ignore KL104 because y\r\nx = §1\r\n",
    "s = \"a ${b({ c = \"}\" })} d\" # keyless: ignore KL104 because y §",
    "# keyless: ignore KL104 because y\nx = <<-EOT\n  text\n  {\"a\": §1}\n  EOT\n",
    "y = <<A\n\"\nA\nx = §1 # keyless: ignore KL104 because y",
  ])
  func `the right name on the line or directly above silences`(text: String) { #expect(left(text) == []) }

  @Test(arguments: [
    ("x = §1 # keyless: ignore KL105 because y", ["KL104", "KL001@1"]),
    ("x = §1\n# keyless: ignore KL104 because y\n", ["KL104", "KL001@2"]),
    ("# keyless: ignore KL104 because y\n\nx = §1", ["KL001@1", "KL104"]),
    ("y = 1 # keyless: ignore KL104 because y\nx = §1", ["KL001@1", "KL104"]),
    ("/* a */ # keyless: ignore KL104 because y\nx = §1", ["KL001@1", "KL104"]),
    ("x = §1 # see keyless: ignore KL104 because y", ["KL104"]),
    ("x = §1 # keyless: ignore KL104", ["KL104", "KL002@1"]),
    ("x = §1 # keyless: ignore KL104 because ", ["KL104", "KL002@1"]),
    ("x = §1 # keyless: ignore because y", ["KL104", "KL003@1"]),
    ("x = §1 # keyless: ignroe KL104 because y", ["KL104", "KL003@1"]),
    ("x = §1 # keyless: ignore KL999 because y", ["KL104", "KL003@1"]),
    ("x = 1 # keyless: ignore KL001, KL104 because y", ["KL003@1", "KL001@1"]),
    ("x = §1 # keyless: ignore SUB-BARE-WILDCARD because y", ["KL104", "KL003@1"]),
  ])
  func `anything else does not, and is said`(text: String, expected: [String]) {
    #expect(left(text).sorted() == expected.sorted())
  }

  @Test(arguments: [
    "x = \"§ # keyless: ignore KL104 because y\"",
    "x = \"§${a[\"# keyless: ignore KL104 because y\"]}\"",
    "x = \"§\\\" # keyless: ignore KL104 because y\"",
    "x = \"§$${\" \ny = \" # keyless: ignore KL104 because y\"",
    "x = <<EOT\n# keyless: ignore KL104 because y\n§text\nEOT\n",
    "x = <<EOT\n§text # keyless: ignore KL104 because y\nEOT\n",
  ])
  func `a text that looks like a comment does not`(text: String) { #expect(left(text) == ["KL104"]) }

  @Test(arguments: [
    "a: §x # keyless: ignore KL104 because y\n",
    "# keyless: ignore KL104 because y\na: §x\n",
    "# keyless: ignore KL104 because y\nrun: |\n  one\n  §two\n",
    "run: | # keyless: ignore KL104 because y\n  one\n  §two\n",
    "a: it's §x # keyless: ignore KL104 because it's fine\n",
    "spec: {}\n---\na: [§x, \"#\"] # keyless: ignore KL104 because y\n",
  ])
  func `YAML has comments too`(text: String) { #expect(left(text, file: ".gitlab-ci.yml") == []) }

  @Test(arguments: [
    "a: \"§x # keyless: ignore KL104 because y\"\n",
    "a: '§x # keyless: ignore KL104 because y'\n",
    "a: '§x\n  # keyless: ignore KL104 because y'\n",
    "a: §x# keyless: ignore KL104 because y\n",
    "run: |\n  §two # keyless: ignore KL104 because y\n",
    "run: >-\n  # keyless: ignore KL104 because y\n  §two\n",
    "\"# keyless: ignore KL104 because y\": §x\n",
    "a: §x // keyless: ignore KL104 because y\n",
  ])
  func `a scalar of YAML is no comment`(text: String) { #expect(left(text, file: "x.yaml") == ["KL104"]) }

  @Test(arguments: ["x.tf.json", "x.json", "README.md"])
  func `a file without comments has no suppressions`(file: String) {
    #expect(left("§ # keyless: ignore KL104 because y", file: file) == ["KL104"])
  }

  @Test
  func `several names by comma, one of them unused`() {
    let text = "x = §1 # keyless: ignore KL105, sub-bare-wildcard because y"
    #expect(left(text) == ["KL001@1"])
  }

  @Test
  func `a rule that is off or did not run makes no suppression unused`() {
    let files = SourceFiles("a.tf", Array("# keyless: ignore KL104, KL105, KL139 because y\nx = 1\n".utf8))
    var configuration = CheckConfiguration()
    configuration.severities["KL105"] = .off
    var set = FindingSet([], configuration: configuration)
    set.silence(byCommentsIn: files, paths: ["a.tf"], rules: Example.rules) { $0.number != "KL139" }
    #expect(set.findings.map(\.finding.cause) == ["unused KL104"])
  }

  @Test
  func `a misspelt name gets a hint, and the reason is kept`() {
    let files = SourceFiles("a.tf", Array("x = 1 # keyless: ignore sub-bare-wildcad because a, b because c\n".utf8))
    var set = FindingSet([])
    set.silence(byCommentsIn: files, paths: ["a.tf"], rules: Example.rules)
    #expect(set.findings.map(\.finding.help) == ["did you mean `sub-bare-wildcard`?"])
    #expect(Example.report().findings.compactMap(\.silence) == [.comment(because: "only for people")])
  }

  @Test
  func `the name of a note takes the note away`() {
    let files = Example.tree([
      "infra/role.tf": Example.role.replacing("# größer", with: "# keyless: ignore KL105 because y")
    ])
    var set = Example.set(files)
    set.silence(byCommentsIn: files, paths: ["infra/role.tf"], rules: Example.rules)
    let bare = set.findings.first { $0.finding.rule.number == "KL104" }
    #expect(bare?.silence == nil)
    #expect(bare?.finding.notes.isEmpty == true)
    #expect(!set.findings.contains { $0.finding.rule == CheckRules.unusedSuppression })
  }

  @Test(
    .timeLimit(.minutes(4)),
    arguments: [
      "/* keyless: ignore KL104 because y */ x\n# keyless: ignore nope because y\n",
      "/* keyless: ignore nope because y */",
      "# keyless: ignore \(String(repeating: "nope,", count: 200)) because y\n",
      "# keyless: ignore nope because y\n<< << << <<a << << <<-\n",
    ]
  )
  func `a file full of comments is read quickly and bounded`(piece: String) {
    let files = SourceFiles("a.tf", Array(String(repeating: piece, count: 480_000 / piece.utf8.count).utf8))
    var set = FindingSet([])
    set.silence(byCommentsIn: files, paths: ["a.tf"], rules: Example.rules)
    #expect(set.findings.count == 1001)
    #expect(set.findings.contains { $0.finding.cause == "too many" })
  }

  @Test(.timeLimit(.minutes(4)), arguments: ["<<", "/**/", "\"${", "<<a ", "{\"", "k", "keyless:"])
  func `a file of one thing is read quickly`(piece: String) {
    let text = "# keyless: ignore KL104 because y\n" + String(repeating: piece, count: 480_000 / piece.utf8.count)
    #expect(left(text).count == 1)
  }

  @Test(.timeLimit(.minutes(8)))
  func `many comments behind many blanks are read quickly`() {
    let blanks = String(repeating: " ", count: 200_000)
    let text = "# keyless: ignore KL104 because y\n" + blanks + String(repeating: "/**/ ", count: 40_000) + "\n"
    #expect(left(text) == ["KL001@1"])
  }
}
