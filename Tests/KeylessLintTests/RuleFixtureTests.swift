import KeylessAWSHalf
import KeylessCIHalf
import KeylessFindings
import KeylessLint
import KeylessSource
import Testing

@Suite("Every rule on its fixtures")
struct RuleFixtureTests {
  @Test("says exactly what is expected", arguments: RuleFixture.all)
  func isExact(_ fixture: RuleFixture) throws {
    let tree = try fixture.tree
    let rule = try #require(Rule.all.first { $0.description.name == fixture.rule }, "no rule has this name")
    let findings = RuleRun([rule]).answer(try Self.half(tree), CIHalf()).findings
    #expect(RuleFixture.lines(findings, tree.sources) == (try fixture.expected))
  }

  static func half(_ tree: SourceTree) throws -> AWSHalf {
    var half = AWSHalf()
    for path in tree.files.keys.sorted() where path.hasSuffix(".json") {
      let node = try JSONParser.parse(try #require(tree[path]))
      if PolicyFile.isTrustPolicy(node) {
        half.roles.append(PolicyFile.role(node, file: path))
      } else if let account = AccountReader.read(node, file: path) {
        half.roles += account.roles
      }
    }
    return half
  }
}
