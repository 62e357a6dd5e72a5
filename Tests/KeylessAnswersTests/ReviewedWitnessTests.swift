import KeylessAnswers
import KeylessSource
import Testing

/// What a hostile reader of the answers found, each with a neighbour that is answered otherwise.
@Suite("who stands behind a set, and what shows it")
struct ReviewedWitnessTests {
  private static let buildkite = "agent.buildkite.com"
  private static let uuid = "3f2b1c00-0000-4000-8000-000000000009"

  private static func who(_ issuer: String, _ condition: String, _ more: String = "") throws -> JSONNode {
    try Lines.who(#"{"id":1,"policy":\#(Lines.policy(issuer, condition))\#(more)}"#)
  }

  @Test(
    "an id that the platform assigns keeps strangers out where it is pinned, and not where a wildcard stands for it"
  )
  func assignedIDs() throws {
    func classes(_ condition: String) throws -> [String]? { try Self.who(Self.buildkite, condition)["classes"]?.texts }
    let (one, all) = (Self.uuid, (0..<9).map { "\"3f2b1c00-0000-4000-8000-00000000000\($0)\"" }.joined(separator: ","))
    #expect(try classes(#"{"StringLike":{"@:organization_id":"3*"}}"#) == ["stranger"])
    #expect(
      try classes(#"{"StringNotEquals":{"@:cluster_id":"\#(one)"},"Null":{"@:cluster_id":"false"}}"#) == ["stranger"]
    )
    #expect(try classes(#"{"StringEquals":{"@:organization_id":"\#(one)"}}"#) == ["colleague"])
    #expect(try classes(#"{"StringEquals":{"@:cluster_id":[\#(all)]}}"#) == ["colleague"])
  }

  @Test("no reason shows how the program writes a condition to itself")
  func reasons() throws {
    func reason(_ condition: String) throws -> String {
      try Self.who(Lines.gitlab, condition)["dead"]?.items.first?["reason"]?.text ?? ""
    }
    #expect(
      try reason(#"{"Null":{"sts:RoleSessionName":"true"}}"#)
        == "`sts:RoleSessionName` is in every such request, so Null never finds it missing"
    )
    #expect(
      try reason(#"{"Null":{"@:sub":"true"}}"#)
        == "`gitlab.com:sub` is in every token of GitLab, so Null never finds it missing"
    )
    for condition in [
      #"{"StringEquals":{"@:environment":"x"}}"#, #"{"StringNotEquals":{"@:ref_protected":["true","false"]}}"#,
    ] { #expect(try !reason(condition).contains("Located")) }
  }

  /// A policy of Buildkite's whose statement allows these actions.
  private static func tagged(_ actions: String, _ condition: String) -> String {
    Lines.policy(buildkite, condition).replacing(
      #""Action":"sts:AssumeRoleWithWebIdentity""#,
      with: #""Action":\#(actions)"#
    )
  }

  @Test("a Buildkite job's session tag has the value of the claim whose name it bears")
  func sessionTags() throws {
    let both = #"["sts:AssumeRoleWithWebIdentity","sts:TagSession"]"#
    let condition =
      #"{"StringLike":{"@:sub":"organization:acme:*"},"StringEquals":{"aws:RequestTag/organization_id":"\#(Self.uuid)"}}"#
    let policy = Self.tagged(both, condition)
    let answer = try Lines.who(#"{"id":1,"policy":\#(policy)}"#)
    #expect(answer["reach"]?.text == "some" && answer["unknown"] == nil, "\(answer.plain.compact)")
    #expect(answer["dead"]?.items.isEmpty == true)
    let claims = try #require(answer["witnesses"]?.items.first?["claims"])
    let tag = claims["https://aws.amazon.com/tags"]?["principal_tags"]?["organization_id"]?.texts
    #expect(tag == [Self.uuid])
    func decided(_ claims: String) throws -> String? {
      try Lines.explain(#"{"id":1,"policy":\#(policy),"claims":\#(claims)}"#)["decision"]?.text
    }
    #expect(try decided(claims.plain.compact) == "allow")
    #expect(try decided(claims.plain.compact.replacing(Self.uuid, with: "x")) == "implicit-deny")
    // A tag that is no claim, and one that cannot be.
    for wrong in [#"{"aws:RequestTag/team":"x"}"#, #"{"aws:RequestTag/organization_id":"x"}"#] {
      let answer = try Lines.who(#"{"id":1,"policy":\#(Self.tagged(both, #"{"StringEquals":\#(wrong)}"#))}"#)
      #expect(answer["reach"]?.text == "empty" && answer["unknown"] == nil)
    }
    // The tag speaks of the very claim, so two values of the two contradict each other.
    let other = "00000000-0000-4000-8000-000000000001"
    let contrary =
      #"{"StringEquals":{"@:organization_id":"\#(other)","aws:RequestTag/organization_id":"\#(Self.uuid)"}}"#
    #expect(try Lines.who(#"{"id":1,"policy":\#(Self.tagged(both, contrary))}"#)["reach"]?.text == "empty")
  }

  @Test("where session keys may come from the token and nobody knows how, the answer is unknown")
  func unknownSessionKeys() throws {
    let oidc = #","platform":"oidc","issuer":"https://idp.example.com""#
    for condition in [
      #"{"StringEquals":{"aws:RequestTag/team":"x"}}"#, #"{"StringEquals":{"sts:SourceIdentity":"x"}}"#,
      #"{"ForAnyValue:StringEquals":{"aws:TagKeys":"x"}}"#,
    ] {
      let answer = try Self.who("idp.example.com", condition, oidc)
      #expect(answer["unknown"] != nil && answer["dead"]?.items.isEmpty == true, "\(answer.plain.compact)")
      let never = try Self.who(Lines.gitlab, condition)
      #expect(never["reach"]?.text == "empty" && never["unknown"] == nil && never["dead"]?.items.isEmpty == false)
    }
    let untagged = #"{"StringEquals":{"aws:RequestTag/organization_id":"\#(Self.uuid)"}}"#
    #expect(try Self.who(Self.buildkite, untagged)["unknown"]?.text?.contains("sts:TagSession") == true)
    #expect(
      try Self.who(Self.buildkite, #"{"ForAnyValue:StringEquals":{"aws:TagKeys":"x"}}"#)["unknown"] != nil
    )
  }

  @Test("malformed session tags are refused and not passed over")
  func malformedTags() throws {
    let answer = try Lines.explain(
      #"{"id":1,"policy":\#(Lines.policy(Self.buildkite, "{}")),"claims":{"sub":"x","https://aws.amazon.com/tags":{"principal_tags":{"a":["b","c"]}}}}"#
    )
    #expect(answer["error"]?.text?.contains("exactly one") == true)
  }

  @Test("a pull request's job that names an environment is a pull request's")
  func requests() throws {
    func text(_ condition: String) throws -> String {
      let policy = Lines.policy(Lines.github, condition)
      let role = try #require(try AccountDump.read(Array(policy.utf8), file: "role.json").roles.first)
      return try WhoAnswers().answer(role).text
    }
    let subject = #""@:sub":"repo:acme/api:environment:production""#
    #expect(try text(#"{"StringEquals":{\#(subject)}}"#).contains("including from a merge request"))
    #expect(
      try !text(#"{"StringEquals":{\#(subject),"@:ref":"refs/heads/main"}}"#).contains("including from a merge request")
    )
  }

  @Test("a policy's name says what it grants only where it is AWS's own")
  func granted() throws {
    func word(_ arn: String, _ inline: String = "[]") throws -> String? {
      let dump =
        #"{"RoleName":"r","AssumeRolePolicyDocument":\#(Lines.policy(Lines.github, "{}")),"AttachedManagedPolicies":[\#(arn)],"RolePolicyList":\#(inline)}"#
      return try AccountDump.read(Array(dump.utf8), file: "role.json").roles.first?.grants.word
    }
    func policy(_ arn: String) -> String { #"{"PolicyName":"ReadOnlyAccess","PolicyArn":"\#(arn)"}"# }
    #expect(try word(policy("arn:aws:iam::aws:policy/ReadOnlyAccess")) == "read-only")
    #expect(try word(policy("arn:aws-cn:iam::aws:policy/job-function/ViewOnlyAccess")) == "read-only")
    #expect(try word(policy("arn:aws:iam::111122223333:policy/ReadOnlyAccess")) == "what its policies say")
    #expect(try word("", #"[{"PolicyName":"x","PolicyDocument":"%7B%zz"}]"#) == "what its policies say")
    #expect(try word("") == "nothing")
  }

  @Test("a stranger's witness can be registered")
  func strangers() throws {
    func repository(_ condition: String, _ more: String = "") throws -> String {
      let answer = try Self.who(Lines.github, condition, more)
      let stranger = answer["witnesses"]?.items.first { $0["class"]?.text == "stranger" }
      return try #require(stranger?["pipeline"]?["repository"]?.text, "\(answer.plain.compact)")
    }
    let long = String(repeating: "a", count: 39)
    #expect(try repository(#"{"StringLike":{"@:sub":"repo:\#(long)*/x:*"}}"#) == long + "/x")
    let ending = try repository(#"{"StringLike":{"@:sub":"*acme/api:ref:refs/heads/main"}}"#)
    #expect(ending.hasSuffix("acme/api") && ending != "acme/api")
    #expect(try repository(#"{"StringLike":{"@:sub":"repo:acme*"}}"#).hasPrefix("acme-evil/"))
  }

  @Test("a colleague's witness bears the owner's very name, and where nobody does the answer says so")
  func colleagues() throws {
    let answer = try Self.who(Lines.github, #"{"StringLike":{"@:sub":["repo:acme/*","repo:*/deploy:*"]}}"#)
    let colleague = answer["witnesses"]?.items.first { $0["class"]?.text == "colleague" }
    #expect(colleague?["pipeline"]?["repository"]?.text?.hasPrefix("acme/") == true, "\(answer.plain.compact)")
    let all = Lines.policy(Lines.github, "{}").dropLast(2).replacing(#","Condition":{}"#, with: "")
    let deny =
      #",{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"\#(Lines.github):sub":"repo:acme*"}}}]}"#
    let denied = try Lines.who(#"{"id":1,"policy":\#(all + deny),"owners":["acme"]}"#)
    for witness in denied["witnesses"]?.items ?? [] {
      let owner = witness["pipeline"]?["repository"]?.text?.split(separator: "/").first.map(String.init)
      #expect(owner?.lowercased() != "acme" || owner == "acme", "\(witness.plain.compact)")
    }
  }

  @Test("a witness has the owner's name only where a name belongs, and its job can be run")
  func values() throws {
    let answer = try Self.who(
      Lines.gitlab,
      #"{"StringLike":{"@:sub":"project_path:acme/*:deployment_tier:production"}}"#
    )
    let pipeline = try #require(answer["witnesses"]?.items.first?["pipeline"])
    #expect(pipeline["environment"]?.text == "production", "\(answer.plain.compact)")
    #expect(pipeline["user_email"]?.text != "acme" && pipeline["user_access_level"]?.text != "acme")
  }

  @Test("nobody outside an enterprise has its id")
  func enterprises() throws {
    #expect(try Self.who(Lines.github, #"{"StringEquals":{"@:enterprise_id":"5"}}"#)["classes"]?.texts == ["colleague"])
    #expect(try Self.who(Lines.github, #"{"StringLike":{"@:enterprise_id":"5*"}}"#)["classes"]?.texts == ["stranger"])
  }

  private static func compared(_ left: String, _ right: String) throws -> [Bool?] {
    let answer = try Lines.who(#"{"id":1,"left":\#(left),"right":\#(right)}"#)
    return [answer["leftInRight"]?.bool, answer["rightInLeft"]?.bool]
  }

  @Test("policies that let in the same tokens compare alike")
  func comparisons() throws {
    let (none, any) = (Lines.policy(Lines.github, "{}"), Lines.policy(Lines.github, #"{"StringLike":{"@:sub":"*"}}"#))
    let defaults = Lines.policy(Lines.github, #"{"StringLike":{"@:sub":"repo:*"}}"#)
    #expect(try Self.compared(none, defaults) == [false, true])
    #expect(try Self.compared(any, defaults) == [false, true])
    #expect(try Self.compared(none, any) == [true, true])
    func general(_ condition: String) -> String {
      #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":\#(condition)}]}"#
    }
    func below(_ number: String) -> String { general(#"{"NumericLessThan":{"s3:max-keys":"\#(number)"}}"#) }
    #expect(try Self.compared(below("200"), below("150")) == [false, true])
    #expect(try Self.compared(below("150.0001"), below("150")) == [false, true])
    #expect(try Self.compared(below("-7"), below("-8")) == [false, true])
    let own = general(#"{"StringEquals":{"aws:ResourceTag/o":"${aws:PrincipalTag/o}"}}"#)
    #expect(try Self.compared(own, own) == [true, true])
    #expect(try Self.compared(own, own.replacing("PrincipalTag/o", with: "PrincipalTag/p")) != [true, true])
    func trusted(_ account: String) -> String {
      #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"\#(account)"},"Action":"sts:AssumeRole"}]}"#
    }
    #expect(try Self.compared(trusted("arn:aws:iam::111122223333:root"), trusted("111122223333")) == [true, true])
    #expect(try Self.compared(trusted("111122223333"), trusted("111122224444")) == [false, false])
  }
}
