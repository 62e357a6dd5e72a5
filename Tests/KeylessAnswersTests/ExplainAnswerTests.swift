import KeylessAnswers
import KeylessSource
import Testing

@Suite("why a role lets a pipeline in or not")
struct ExplainAnswerTests {
  private static func answer(_ facts: String...) throws -> ExplainAnswer {
    let file = "examples/trust/gitlab/tight.json"
    let role = try #require(try AccountDump.read(Repository.bytes(file), file: file).roles.first)
    let ids = ["project_id=4711", "namespace_id=815"]
    let pipeline = try GivenPipeline(facts: ids + facts, platform: "gitlab", issuer: nil, audience: nil)
    return try ExplainAnswer(
      role: role,
      platform: pipeline.platform,
      issuer: pipeline.issuer,
      context: pipeline.context,
      components: pipeline.components
    )
  }

  @Test("a pipeline that gets in is told so, and no more")
  func allowed() throws {
    let answer = try Self.answer("project_path=acme/shop")
    #expect(answer.isAllowed)
    #expect(!answer.text.contains("nearest"))
  }

  @Test("one that does not is told the condition, the nearest pipeline and the statement that would let it in")
  func refused() throws {
    let answer = try Self.answer("project_path=acme/Shop")
    #expect(!answer.isAllowed)
    #expect(answer.text.contains("first failing condition: StringEquals gitlab.com:sub"))
    #expect(answer.text.contains("project_path: `acme/Shop` -> `acme/shop`; differs only in case"))
    let json = try JSONParser.parse(Array(answer.json.compact.utf8))
    let statement = try #require(json["wouldAdmit"]).plain.compact
    #expect(statement.contains("project_path:acme/Shop:ref_type:branch:ref:main"))
  }

  @Test("the statement that would let it in does, and lets in no other")
  func suggestion() throws {
    let answer = try Self.answer("project_path=acme/shop", "ref=release/1")
    let statement = try #require(try JSONParser.parse(Array(answer.json.compact.utf8))["wouldAdmit"]).plain.compact
    let policy = #"{"Version":"2012-10-17","Statement":[\#(statement)]}"#
    func decided(_ ref: String) throws -> String? {
      let claims =
        #"{"iss":"https://gitlab.com","aud":"sts.amazonaws.com","sub":"project_path:acme/shop:ref_type:branch:ref:\#(ref)","project_id":"4711","namespace_id":"815","pipeline_source":"push","ref_protected":"false","runner_environment":"gitlab-hosted"}"#
      return try Lines.explain(#"{"id":1,"policy":\#(policy),"claims":\#(claims)}"#)["decision"]?.text
    }
    #expect(try decided("release/1") == "allow")
    #expect(try decided("release/2") == "implicit-deny")
  }
}
