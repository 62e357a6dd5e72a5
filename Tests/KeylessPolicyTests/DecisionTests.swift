import KeylessPolicy
import Testing

@Suite
struct DecisionTests {
  static let trust = #"""
    {"Version":"2012-10-17","Statement":[
      {"Sid":"Other","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"},
      {"Sid":"Deploy","Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/gitlab.com"},
       "Action":"sts:AssumeRoleWithWebIdentity","Condition":{
        "StringEquals":{"gitlab.com:aud":"sts"},
        "StringLike":{"gitlab.com:sub":"project_path:acme/api:*"},
        "Bool":{"gitlab.com:ref_protected":"true"}}}]}
    """#

  static func request(_ context: RequestContext) -> PolicyRequest {
    PolicyRequest(
      principal: .federated(provider: PolicyFixture.provider),
      action: "sts:AssumeRoleWithWebIdentity",
      resource: "arn:aws:iam::111122223333:role/deploy",
      context: context
    )
  }

  @Test("the first failing condition is that of the statement that came nearest")
  func nearest() throws {
    let policy = try PolicyFixture.policy(Self.trust, .trust)
    let good: RequestContext = [
      "gitlab.com:aud": ["sts"], "gitlab.com:sub": ["project_path:acme/api:x"], "gitlab.com:ref_protected": ["true"],
    ]
    let allowed = policy.explain(Self.request(good))
    #expect(allowed.outcome == .allow)
    #expect(allowed.deciding?.sid == "Deploy")
    #expect(allowed.firstFailingCondition == nil)
    var wrong = good
    wrong["gitlab.com:sub"] = ["project_path:evil/api:x"]
    let refused = policy.explain(Self.request(wrong))
    #expect(refused.outcome == .implicitDeny)
    #expect(refused.deciding == nil)
    let failing = try #require(refused.firstFailingCondition)
    #expect(failing.key == "gitlab.com:sub")
    #expect(failing.expected == ["project_path:acme/api:*"])
    #expect(failing.actual == ["project_path:evil/api:x"])
    #expect(ParsingTests.text(failing.span, in: Self.trust) == #""gitlab.com:sub":"project_path:acme/api:*""#)
    wrong = good
    wrong["gitlab.com:ref_protected"] = nil
    let absent = try #require(policy.explain(Self.request(wrong)).firstFailingCondition)
    #expect(absent.actual == nil)
    #expect(absent.note == "the key is absent, and a positive operator never matches an absent key")
    var stranger = Self.request(good)
    stranger.principal = .federated(provider: "x")
    #expect(policy.explain(stranger).firstFailingCondition == nil)
  }

  @Test("the text says what was asked and cannot be forged")
  func text() throws {
    let policy = try PolicyFixture.policy(Self.trust, .trust)
    let text = policy.explain(Self.request(["gitlab.com:aud": ["sts"], "gitlab.com:sub": ["a\n\u{1B}[2J`"]]))
      .description
    #expect(
      text == #"""
        denied: no statement allows it
        statement 1 (Other): Allow, does not apply
          FAIL Principal: the caller `arn:aws:iam::111122223333:oidc-provider/gitlab.com` is not named
          FAIL Action: `sts:AssumeRoleWithWebIdentity` is not named
        statement 2 (Deploy): Allow, does not apply
          ok   Principal: the caller `arn:aws:iam::111122223333:oidc-provider/gitlab.com` is named
          ok   Action: `sts:AssumeRoleWithWebIdentity` is named
          ok   StringEquals gitlab.com:aud
                 policy   `sts`
                 request  `sts`
          FAIL StringLike gitlab.com:sub
                 policy   `project_path:acme/api:*`
                 request  `a\u{a}\u{1b}[2J``
          FAIL Bool gitlab.com:ref_protected
                 policy   `true`
                 request  absent
                 note     the key is absent, and a positive operator never matches an absent key

        """#
    )
  }

  @Test("several values without a set operator fail, and the trace says so")
  func severalValues() throws {
    let policy = try PolicyFixture.conditioned(#"{"StringNotEquals":{"x:k":"a"}}"#)
    let decision = policy.explain(PolicyRequest(action: "s3:X", context: ["x:k": ["b", "c"]]))
    #expect(decision.outcome == .implicitDeny)
    #expect(decision.firstFailingCondition?.note?.contains("several values") == true)
    #expect(PolicyFixture.admits(policy, ["x:k": ["b"]]))
  }

  @Test("a request value an operator cannot read is noted")
  func unreadable() throws {
    let policy = try PolicyFixture.conditioned(#"{"NumericNotEquals":{"x:k":"1"}}"#)
    let decision = policy.explain(PolicyRequest(action: "s3:X", context: ["x:k": ["one"]]))
    #expect(decision.outcome == .allow)
    #expect(decision.statements.first?.conditions.first?.note?.contains("is not a number") == true)
  }
}
