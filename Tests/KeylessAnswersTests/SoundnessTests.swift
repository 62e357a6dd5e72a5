import KeylessAnswers
import KeylessSource
import Testing

/// Answers that must never be narrower than the truth: what is not known is said to be.
@Suite("what a short look would miss")
struct SoundnessTests {
  private static let statement =
    #"{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:sub":"repo:acme/api:ref:refs/heads/main"}}}"#

  private static func policy(_ statements: String...) -> String {
    #"{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}"#
  }

  private static func who(_ policy: String, _ more: String = "") throws -> JSONNode {
    try Lines.who(#"{"id":1,"policy":\#(policy)\#(more)}"#)
  }

  private static func compared(_ left: String, _ right: String) throws -> [Bool?] {
    let answer = try Lines.who(#"{"id":1,"left":\#(left),"right":\#(right)}"#)
    return [answer["leftInRight"]?.bool, answer["rightInLeft"]?.bool]
  }

  @Test("a second account's provider of the same issuer is another door")
  func accounts() throws {
    let other =
      #"{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::999999999999:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity"}"#
    #expect(try Self.who(Self.policy(Self.statement, other))["classes"]?.texts.contains("stranger") == true)
    #expect(try Self.compared(Self.policy(Self.statement, other), Self.policy(Self.statement)) == [false, true])
  }

  @Test("whoever is let in by `*`, or by not being named, comes with a token of any issuer")
  func open() throws {
    let star = #"{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRoleWithWebIdentity"}"#
    let others =
      #"{"Effect":"Allow","NotPrincipal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/gitlab.com"},"Action":"sts:AssumeRoleWithWebIdentity"}"#
    for open in [star, others] {
      #expect(try Self.who(Self.policy(open))["unknown"]?.text?.contains("every other issuer") == true)
      #expect(try Self.who(Self.policy(Self.statement, open))["unknown"] != nil)
      #expect(try Self.compared(Self.policy(Self.statement, open), Self.policy(Self.statement))[0] != true)
    }
  }

  @Test("users, roles and accounts beside the tokens are compared too")
  func callers() throws {
    func role(_ principal: String) -> String {
      #"{"Effect":"Allow","Principal":{"AWS":"\#(principal)"},"Action":"sts:AssumeRole"}"#
    }
    let (account, one) = (role("arn:aws:iam::999999999999:root"), role("arn:aws:iam::111122223333:role/ci"))
    #expect(try Self.compared(Self.policy(account), Self.policy(one)) == [false, false])
    #expect(try Self.compared(Self.policy(Self.statement, account), Self.policy(Self.statement)) == [false, true])
    #expect(try Self.compared(Self.policy(one), Self.policy(role("111122223333"))) == [true, false])
    #expect(
      try Self.compared(
        Self.policy(one),
        Self.policy(#"{"Effect":"Allow","Principal":{"Service":"*"},"Action":"sts:AssumeRole"}"#)
      )[0] == false
    )
  }

  @Test("a statement of two issuers is dead only when neither can meet it")
  func issuers() throws {
    let both =
      #"{"Effect":"Allow","Principal":{"Federated":["arn:aws:iam::111122223333:oidc-provider/gitlab.com","arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"]},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:acme/api:*"}}}"#
    let answer = try Self.who(Self.policy(both))
    #expect(answer["reach"]?.text == "some")
    #expect(answer["dead"]?.items.isEmpty == true)
  }

  @Test(
    "a custom subject that a stranger could set is never passed over in silence",
    arguments: [
      (Lines.github, #"{"StringNotLike":{"@:sub":"repo:*"}}"#),
      (Lines.github, #"{"StringLike":{"@:sub":"?orkflow:deploy"}}"#),
      (Lines.github, #"{"StringLike":{"@:sub":"*workfl*w:deploy"}}"#),
      (Lines.github, #"{"StringEqualsIgnoreCase":{"@:sub":"WORKFLOW:deploy"}}"#),
      (Lines.github, #"{"StringLike":{"@:sub":"workflow:*:environment:*:actor:*:ref:*:job_workflow_ref:*"}}"#),
      (Lines.gitlab, #"{"StringLike":{"@:sub":"project_id:*:ref_type:branch:*"}}"#),
    ]
  )
  func templates(issuer: String, condition: String) throws {
    let answer = try Self.who(Lines.policy(issuer, condition))
    let isSaid = answer["classes"]?.texts.contains("stranger") == true || answer["unknown"] != nil
    #expect(isSaid, "\(answer.plain.compact)")
  }

  @Test("and one that only the owner could set is not suspected")
  func owned() throws {
    for condition in [
      #"{"StringLike":{"@:sub":"repo:acme/api:*"}}"#, #"{"StringEquals":{"@:sub":"repo:acme/api:environment:p"}}"#,
    ] {
      #expect(try Self.who(Lines.policy(Lines.github, condition))["unknown"] == nil)
    }
  }

  @Test("what a Deny pins is pinned")
  func denials() throws {
    func denied(_ condition: String) throws -> [String]? {
      let all = Lines.policy(Lines.github, "{}").dropLast(2).replacing(#","Condition":{}"#, with: "")
      let deny =
        #",{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRoleWithWebIdentity","Condition":\#(condition.replacing("@:", with: Lines.github + ":"))}]}"#
      return try Self.who(String(all) + deny)["classes"]?.texts
    }
    #expect(try denied(#"{"StringNotLike":{"@:sub":["repo:acme/*","repo:acme@*"]}}"#) == ["colleague"])
    #expect(try denied(#"{"StringNotEquals":{"@:repository_id":"815"}}"#) == ["contributor"])
    #expect(try denied(#"{"StringNotEquals":{"@:repository_owner_id":"815"}}"#) == ["colleague"])
  }

  @Test("with a given owner a project of somebody else is a stranger's, however exactly it is spelled")
  func typosquat() throws {
    let policy = Lines.policy(Lines.github, #"{"StringLike":{"@:sub":"repo:acne/api:*"}}"#)
    #expect(try Self.who(policy, #","owners":["acme"]"#)["classes"]?.texts == ["stranger"])
    #expect(try Self.who(policy, #","owners":["Acne"]"#)["classes"]?.texts == ["contributor"])
  }

  @Test("a provider without a client id lets in nobody")
  func audiences() throws {
    let policy = Lines.policy(Lines.github, #"{"StringLike":{"@:sub":"repo:*"}}"#)
    #expect(try Self.who(policy, #","audiences":[]"#)["reach"]?.text == "empty")
    #expect(try Self.who(policy, #","audiences":["x"]"#)["reach"]?.text == "everyone")
  }

  @Test("several values of a key and variables in resources are compared for what they are")
  func general() throws {
    func statement(_ condition: String, _ resource: String = "*", _ effect: String = "Allow") -> String {
      #"{"Effect":"\#(effect)","Action":"s3:*","Resource":"\#(resource)","Condition":\#(condition)}"#
    }
    let any = Self.policy(statement(#"{"ForAnyValue:StringEquals":{"aws:TagKeys":"a"}}"#))
    let all = Self.policy(statement(#"{"ForAllValues:StringEquals":{"aws:TagKeys":"a"}}"#))
    #expect(try Self.compared(any, all) == [false, false])
    let bob = Self.policy(statement("{}", "arn:aws:s3:::home/bob/*"))
    let own = Self.policy(
      statement("{}", "arn:aws:s3:::home/*"),
      statement("{}", "arn:aws:s3:::home/${aws:username}/*", "Deny")
    )
    #expect(try Self.compared(bob, own)[0] != true)
    let variable = Self.policy(statement("{}", "arn:aws:s3:::home/${aws:username}/*"))
    #expect(try Self.compared(variable, variable) == [true, true])
    #expect(try Self.compared(variable, Self.policy(statement("{}", "arn:aws:s3:::home/*")))[0] == true)
  }

  @Test("an enterprise's own issuer has no strangers, and a UUID is nobody's to choose")
  func tenants() throws {
    let enterprise = Lines.policy(Lines.github + "/acme-corp", #"{"StringLike":{"@:sub":"repo:*"}}"#)
    #expect(try Self.who(enterprise)["classes"]?.texts == ["colleague"])
    let build = Lines.policy(
      "agent.buildkite.com",
      #"{"StringEquals":{"@:sub":"3f2b1c00-0000-4000-8000-000000000001"}}"#
    )
    #expect(try Self.who(build)["classes"]?.texts.contains("stranger") == false)
  }

  @Test("reasons say what is true of every token")
  func reasons() throws {
    func reason(_ issuer: String, _ condition: String) throws -> String {
      try Self.who(Lines.policy(issuer, condition))["dead"]?.items.first?["reason"]?.text ?? ""
    }
    #expect(
      try reason(Lines.gitlab, #"{"StringEquals":{"@:user_access_level":"Maintainer"}}"#).contains(
        "no token of GitLab has"
      )
    )
    #expect(
      try reason(Lines.gitlab, #"{"StringNotEquals":{"@:ref_protected":["true","false"]}}"#).hasPrefix("every token")
    )
    #expect(try reason(Lines.gitlab, #"{"Null":{"@:sub":"true"}}"#).contains("is in every token"))
    #expect(
      try reason(Lines.github, #"{"StringEquals":{"sts:RoleSessionName":"a/b"}}"#)
        == "`sts:RoleSessionName` can never be `a/b`"
    )
  }
}
