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

  private static func text(_ statements: String, platform: String, _ facts: String...) throws -> String {
    let policy = #"{"Version":"2012-10-17","Statement":[\#(statements)]}"#
    let role = try #require(try AccountDump.read(Array(policy.utf8), file: "p").roles.first)
    let pipeline = try GivenPipeline(facts: facts, platform: platform, issuer: nil, audience: nil)
    return try ExplainAnswer(
      role: role,
      platform: pipeline.platform,
      issuer: pipeline.issuer,
      context: pipeline.context,
      components: pipeline.components
    ).text
  }

  private static func statement(_ issuer: String, _ condition: String, _ effect: String = "Allow") -> String {
    let principal = #"{"Federated":"arn:aws:iam::111122223333:oidc-provider/\#(issuer)"}"#
    return
      #"{"Effect":"\#(effect)","Principal":\#(principal),"Action":"sts:AssumeRoleWithWebIdentity","Condition":\#(condition.replacing("@:", with: issuer + ":"))}"#
  }

  @Test("the layout of the subject counts as a change")
  func layout() throws {
    let statement = Self.statement(Lines.github, #"{"StringEquals":{"@:sub":"repo:acme/api:ref:refs/heads/main"}}"#)
    let text = try Self.text(statement, platform: "github", "repository=acme/api", "ref=refs/heads/main")
    #expect(text.contains("    subject layout: `immutable` -> `classic`\n"), "\(text)")
    #expect(!text.contains("    ref:"))
  }

  @Test("a session name that the policy asks for is the change, and not an empty list")
  func sessionName() throws {
    let statement = Self.statement(Lines.gitlab, #"{"StringLike":{"sts:RoleSessionName":"ci-*"}}"#)
    let text = try Self.text(statement, platform: "gitlab", "project_path=acme/shop")
    #expect(text.contains("    sts:RoleSessionName: missing -> `ci-`"), "\(text)")
  }

  @Test("a name that is shut out is not offered in another case, in which nobody can register it")
  func denied() throws {
    let statements =
      Self.statement(Lines.gitlab, #"{"StringLike":{"@:sub":"project_path:acme/*"}}"#) + ","
      + Self.statement(Lines.gitlab, #"{"StringLike":{"@:sub":"project_path:acme/shop:*"}}"#, "Deny")
    let text = try Self.text(statements, platform: "gitlab", "project_path=acme/shop")
    #expect(text.contains("project_path: `acme/shop` -> "))
    #expect(!text.contains("differs only in case"), "\(text)")
  }

  @Test("an issuer that the policy does not trust is what is said to be wrong")
  func untrusted() throws {
    let statement = Self.statement("gitlab.acme.com", "{}")
    let text = try Self.text(statement, platform: "gitlab", "project_path=acme/shop")
    #expect(text.contains("the policy does not trust https://gitlab.com"))
    #expect(!text.contains("no pipeline gets in"))
  }
}
