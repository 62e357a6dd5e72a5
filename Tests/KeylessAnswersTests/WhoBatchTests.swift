import KeylessAnswers
import KeylessSource
import Testing

@Suite("who gets in, line by line")
struct WhoBatchTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var issuer: String
    var condition: String
    var reach: String
    var classes: [String]

    var testDescription: String { "\(issuer) \(condition)" }
  }

  static let cases = [
    Case(
      issuer: Lines.gitlab,
      condition: #"{"StringLike":{"@:sub":"project_path:acme/infra:ref_type:branch:ref:*"}}"#,
      reach: "some",
      classes: ["contributor", "protected"]
    ),
    Case(
      issuer: Lines.gitlab,
      condition: #"{"StringLike":{"@:sub":"project_path:acme/infra:*"},"StringEquals":{"@:ref_protected":"true"}}"#,
      reach: "some",
      classes: ["protected"]
    ),
    Case(
      issuer: Lines.gitlab,
      condition: #"{"StringLike":{"@:sub":"project_path:acme/infra:ref_type:mr:ref:*"}}"#,
      reach: "empty",
      classes: []
    ),
    Case(
      issuer: Lines.gitlab,
      condition: #"{"StringLike":{"@:sub":"project_path:acme/*"}}"#,
      reach: "some",
      classes: ["colleague"]
    ),
    Case(
      issuer: Lines.gitlab,
      condition: #"{"StringLike":{"@:sub":"project_path:acme*"}}"#,
      reach: "some",
      classes: ["stranger"]
    ),
    Case(
      issuer: Lines.gitlab,
      condition: #"{"ForAllValues:StringEquals":{"@:iss":"https://gitlab.com"}}"#,
      reach: "everyone",
      classes: ["stranger"]
    ),
    Case(
      issuer: Lines.gitlab,
      condition: #"{"StringLike":{"@:sub":"project_path:*"},"StringEquals":{"@:namespace_id":"815"}}"#,
      reach: "some",
      classes: ["colleague"]
    ),
    Case(
      issuer: Lines.gitlab,
      condition: #"{"StringLike":{"@:sub":"project_path:*"},"StringEquals":{"@:project_id":"4711"}}"#,
      reach: "some",
      classes: ["contributor", "protected"]
    ),
    Case(issuer: Lines.github, condition: #"{"StringEquals":{"@:aud":"x"}}"#, reach: "everyone", classes: ["stranger"]),
    Case(
      issuer: Lines.github,
      condition: #"{"StringLike":{"@:sub":"repo:acme*"}}"#,
      reach: "some",
      classes: ["stranger"]
    ),
    Case(
      issuer: Lines.github,
      condition: #"{"StringLike":{"@:sub":"repo:acme?/api:*"}}"#,
      reach: "some",
      classes: ["stranger"]
    ),
    Case(
      issuer: Lines.github,
      condition: #"{"StringLike":{"@:sub":"repo:acme/*"}}"#,
      reach: "some",
      classes: ["colleague"]
    ),
    Case(
      issuer: Lines.github,
      condition: #"{"StringLike":{"@:job_workflow_ref":"acme/wf/.github/workflows/x.yml@*"}}"#,
      reach: "some",
      classes: ["stranger"]
    ),
    Case(
      issuer: Lines.github,
      condition: #"{"StringEquals":{"@:sub":"repo:acme/api:ref:refs/heads/main"}}"#,
      reach: "some",
      classes: ["contributor"]
    ),
    Case(issuer: Lines.github, condition: #"{"StringEquals":{"@:sub":"repo:acme/api"}}"#, reach: "empty", classes: []),
  ]

  @Test("the set and its classes", arguments: cases)
  func classes(one: Case) throws {
    let answer = try Lines.who(#"{"id":"x","policy":\#(Lines.policy(one.issuer, one.condition))}"#)
    #expect(answer["id"]?.text == "x")
    #expect(answer["reach"]?.text == one.reach)
    #expect(answer["classes"]?.texts == one.classes)
    #expect(answer["witnesses"]?.items.compactMap { $0["class"]?.text } == one.classes)
    #expect((answer["dead"]?.items.isEmpty == true) == (one.reach != "empty"))
    // What the answer shows as let in is let in, asked of the evaluator by its claims.
    for witness in answer["witnesses"]?.items ?? [] {
      let claims = try #require(witness["claims"]).plain.compact
      let decided = try Lines.explain(
        #"{"id":1,"policy":\#(Lines.policy(one.issuer, one.condition)),"claims":\#(claims)}"#
      )
      #expect(decided["decision"]?.text == "allow")
    }
  }

  @Test("a stranger's witness can be registered: it is not the owner in another case")
  func registrable() throws {
    let answer = try Lines.who(
      #"{"id":1,"policy":\#(Lines.policy(Lines.github, #"{"StringLike":{"@:sub":"repo:*/api:*"}}"#)),"owners":["acme"]}"#
    )
    #expect(answer["classes"]?.texts == ["stranger", "colleague"])
    let stranger = answer["witnesses"]?.items.first { $0["class"]?.text == "stranger" }
    let repository = try #require(stranger?["pipeline"]?["repository"]?.text)
    #expect(!repository.lowercased().hasPrefix("acme/"))
  }

  @Test("the dead statements say why")
  func dead() throws {
    func reason(_ issuer: String, _ condition: String) throws -> String {
      let answer = try Lines.who(#"{"id":1,"policy":\#(Lines.policy(issuer, condition))}"#)
      return answer["dead"]?.items.first?["reason"]?.text ?? ""
    }
    #expect(
      try reason(Lines.gitlab, #"{"StringLike":{"@:sub":"project_path:a/b:ref_type:mr:ref:*"}}"#)
        .hasPrefix("`ref_type` is only ever `branch` or `tag`")
    )
    #expect(
      try reason(Lines.gitlab, #"{"StringEquals":{"@:environment":"production"}}"#)
        == "`gitlab.com:environment` is a claim that AWS does not map for this issuer, so StringEquals never matches"
    )
    #expect(
      try reason(Lines.github, #"{"StringEquals":{"@:sub":"repo:acme/api"}}"#).contains(
        #"template ["repo"] would give it"#
      )
    )
  }

  @Test("two policies are compared both ways, with a pipeline for each difference")
  func comparison() throws {
    let narrow = Lines.policy(Lines.github, #"{"StringEquals":{"@:sub":"repo:acme/a:ref:refs/heads/main"}}"#)
    let wide = Lines.policy(Lines.github, #"{"StringLike":{"@:sub":"repo:acme/*"}}"#)
    let answer = try Lines.who(#"{"id":1,"left":\#(narrow),"right":\#(wide)}"#)
    #expect(answer["leftInRight"]?.bool == true)
    #expect(answer["rightInLeft"]?.bool == false)
    #expect(answer["leftOnly"] == nil)
    #expect(answer["rightOnly"]?["claims"]?["sub"]?.text?.hasPrefix("repo:acme/") == true)
    let same = try Lines.who(#"{"id":1,"left":\#(wide),"right":\#(wide)}"#)
    #expect(same["leftInRight"]?.bool == true && same["rightInLeft"]?.bool == true)
  }

  @Test("an issuer of no known platform is unknown, and has no classes")
  func unknown() throws {
    let answer = try Lines.who(
      #"{"id":1,"policy":\#(Lines.policy("idp.example.com", #"{"StringEquals":{"@:sub":"x"}}"#))}"#
    )
    #expect(answer["unknown"]?.text?.contains("idp.example.com") == true)
    #expect(answer["classes"] == nil && answer["reach"] == nil)
  }

  @Test(
    "a bad line is answered by an error with its id",
    arguments: [
      ("{", "not valid JSON"), ("[]", "a JSON object"), (#"{"id":[1]}"#, "`policy` is missing"),
      (#"{"id":[1],"policy":{}}"#, "is not a trust policy"), (#"{"id":[1],"polcy":{}}"#, "no member `polcy`"),
      (#"{"id":[1],"policy":{"Statement":[]},"platform":"jenkins"}"#, "is not a trust policy"),
      (#"{"id":[1],"left":{}}"#, "both `left` and `right`"), (#"{"id":1,"id":2}"#, "not valid JSON"),
    ]
  )
  func badLines(line: String, error: String) throws {
    let answer = try Lines.who(line)
    #expect(answer["error"]?.text?.contains(error) == true, "\(answer.plain.compact)")
    #expect(answer["id"] != nil)
  }

  @Test("a policy full of wildcards ends, with an answer or with the bound that it met")
  func adversarial() throws {
    let letters = "abcdefghijklmnopqrstuvwxyz"
    let stars = (0..<700).map { "*" + String(letters[letters.index(letters.startIndex, offsetBy: $0 % 26)]) }.joined()
    let marks = "*a" + String(repeating: "?", count: 200)
    for value in [stars, marks, String(repeating: "*?", count: 500)] {
      let answer = try Lines.who(
        #"{"id":1,"policy":\#(Lines.policy(Lines.github, #"{"StringLike":{"@:sub":["\#(value)","repo:\#(value)"]},"StringNotLike":{"@:workflow":"\#(value)"}}"#))}"#
      )
      #expect(answer["reach"] != nil || answer["unknown"]?.text?.contains("too complex") == true)
    }
  }
}
