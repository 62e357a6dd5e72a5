import KeylessPolicy
import KeylessSource
import Testing

@Suite
struct ParsingTests {
  static let trust = #"""
    {
      "Version": "2012-10-17",
      "Id": "café",
      "Statement": {
        "Sid": "Deploy",
        "Effect": "Allow",
        "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"},
        "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
        "Condition": {
          "StringEquals": {"gitlab.com:aud": "sts"},
          "ForAnyValue:StringLike": {"gitlab.com:amr": ["a*", true, 1.50]}
        }
      }
    }
    """#

  /// The text under a span.
  static func text(_ span: SourceSpan, in source: String = trust) -> String {
    String(decoding: Array(source.utf8)[span.range], as: UTF8.self)
  }

  @Test("every part of a policy knows its place, bytes counted")
  func spans() throws {
    let document = try PolicyDocument.parse(bytes: Array(Self.trust.utf8), file: "trust.json", kind: .trust)
    #expect(document.version == .v2012)
    #expect(document.span.file == "trust.json")
    #expect(Self.text(try #require(document.versionSpan)) == #""2012-10-17""#)
    #expect(Self.text(try #require(document.id).span) == #""café""#)
    let statement = try #require(document.statements.first)
    #expect(Self.text(statement.span).hasPrefix("{\n    \"Sid\""))
    #expect(Self.text(try #require(statement.sid).span) == #""Deploy""#)
    #expect(Self.text(statement.effect.span) == #""Allow""#)
    let principal = try #require(statement.principal)
    #expect(Self.text(principal.span).hasPrefix(#"{"Federated""#))
    #expect(principal.entries.map { Self.text($0.span) } == [#""arn:aws:iam::111122223333:oidc-provider/gitlab.com""#])
    #expect(
      statement.action.patterns.map { Self.text($0.span) } == [
        #""sts:AssumeRoleWithWebIdentity""#, #""sts:TagSession""#,
      ]
    )
    #expect(statement.resource == nil)
    let clauses = statement.conditions
    #expect(clauses.map { Self.text($0.test.span) } == [#""StringEquals""#, #""ForAnyValue:StringLike""#])
    #expect(clauses.map { Self.text($0.key.span) } == [#""gitlab.com:aud""#, #""gitlab.com:amr""#])
    #expect(
      clauses.map { Self.text($0.span) } == [#""gitlab.com:aud": "sts""#, #""gitlab.com:amr": ["a*", true, 1.50]"#]
    )
    #expect(clauses.last?.values.map { Self.text($0.span) } == [#""a*""#, "true", "1.50"])
    #expect(clauses.last?.values.map(\.value.text) == ["a*", "true", "1.50"])
    #expect(clauses.last?.test.value == ConditionTest(.stringLike, .forAnyValue))
  }

  @Test("a policy without a version is of 2008, and one statement needs no list")
  func leniency() throws {
    let one = #"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#
    for text in [#"{"Statement":\#(one)}"#, #"{"Statement":[\#(one),\#(one)]}"#] {
      let policy = try PolicyFixture.policy(text)
      #expect(policy.document.version == .v2008)
      #expect(policy.document.versionSpan == nil)
    }
  }

  @Test("an empty `Sid` may be repeated, and any other may not")
  func repeatedSid() throws {
    func text(_ sid: String) -> String {
      let one = #"{"Sid":"\#(sid)","Effect":"Allow",\#(MalformedDocumentTests.federated)}"#
      return #"{"Statement":[\#(one),\#(one),\#(one)]}"#
    }
    #expect(try PolicyFixture.policy(text(""), .trust).document.statements.count == 3)
    #expect(try PolicyFixture.refusal(text(" "), .trust).problems.count == 2)
  }

  @Test("`*:*` is every action of every service, and `*:Get*` every one of that name")
  func anyVendor() throws {
    let all = try PolicyFixture.policy(#"{"Statement":{"Effect":"Allow","Action":"*:*","Resource":"*"}}"#)
    #expect(PolicyFixture.outcome(all, PolicyRequest(action: "s3:PutObject")) == .allow)
    let get = try PolicyFixture.policy(#"{"Statement":{"Effect":"Allow","Action":"*:Get*","Resource":"*"}}"#)
    #expect(PolicyFixture.outcome(get, PolicyRequest(action: "iam:GetRole")) == .allow)
    #expect(PolicyFixture.outcome(get, PolicyRequest(action: "iam:PassRole")) == .implicitDeny)
  }

  @Test("every kind accepts its own minimal document", arguments: PolicyKind.allCases)
  func minimal(_ kind: PolicyKind) throws {
    let rest =
      switch kind {
      case .trust: #""Principal":{"Federated":"\#(PolicyFixture.provider)"},"Action":"sts:*""#
      case .resource: #""Principal":"*","Action":"ecr:*""#
      case .resourceControl: #""Principal":"*","Action":"*","Resource":"*""#
      case .identity, .boundary, .session, .serviceControl: #""Action":"*","Resource":"arn:aws:iam::*:role/*""#
      }
    #expect(try PolicyFixture.policy(MalformedDocumentTests.statement(rest), kind).document.statements.count == 1)
  }

  @Test("a hostile document costs little and its problems are bounded")
  func bounds() throws {
    let actions = Array(repeating: #""x""#, count: 5_000).joined(separator: ",")
    let many = try PolicyFixture.refusal(
      MalformedDocumentTests.statement(#""Action":[\#(actions)],"Resource":"*""#),
      .identity
    )
    #expect(many.problems.count == 100)
    let operators = (0..<3_000).map { #""StringEqualx\#($0)":{}"# }.joined(separator: ",")
    #expect(
      try PolicyFixture.refusal(MalformedDocumentTests.condition("{\(operators)}"), .identity).problems.count == 100
    )
    let large = String(repeating: " ", count: 1 << 18)
    #expect(try PolicyFixture.refusal(large, .identity).diagnostics.map(\.id) == ["policy-not-json"])
    let deep = String(repeating: "[", count: 5_000)
    #expect(try PolicyFixture.refusal(deep, .trust).diagnostics.map(\.id) == ["policy-not-json"])
  }

  @Test("a name from outside cannot forge a line of the error")
  func forgery() throws {
    let text = "{\"Statement\":{},\"a\\u001b[2J\\nok\":1}"
    let error = try PolicyFixture.refusal(text, .identity)
    #expect(!error.description.utf8.contains(0x1B))
    #expect(!error.description.utf8.contains(0x0A))
  }

  @Test("legal oddities are warnings and leave the policy standing")
  func warnings() throws {
    let policy = try PolicyFixture.conditioned(
      #"{"Bool":{"x:b":"True"},"ArnLike":{"x:a":"arn:aws:s3"},"StringEquals":{"x:c":[]}}"#
    )
    #expect(policy.document.warnings.map(\.id) == ["policy-boolean-case", "policy-short-arn", "policy-no-values"])
  }
}
