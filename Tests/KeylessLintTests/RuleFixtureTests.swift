import KeylessCIHalf
import KeylessFindings
import KeylessLint
import KeylessSource
import Testing

@Suite("Every rule on its fixtures", .serialized)
struct RuleFixtureTests {
  @Test("says exactly what is expected", arguments: RuleFixture.all)
  func isExact(_ fixture: RuleFixture) throws {
    let tree = try fixture.tree
    let rule = try #require(Rule.all.first { $0.description.name == fixture.rule }, "no rule has this name")
    var input = CheckInput(tree: tree)
    input.project = CIProject(path: "acme/api")
    let findings = FindingSet(Check(input, rules: [rule]).outcome().findings).findings.map(\.finding)
    let (found, expected) = (RuleFixture.lines(findings, tree.sources), try fixture.expected)
    #expect(found == expected)
  }
}
