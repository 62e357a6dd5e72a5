import KeylessPolicy
import KeylessSource
import Testing

@Suite
struct PrincipalTests {
  struct Case: CustomTestStringConvertible {
    var principal: String
    var admits: [RequestPrincipal]
    var refuses: [RequestPrincipal]

    var testDescription: String { principal }
  }

  static let session = RequestPrincipal.roleSession(
    role: "arn:aws:iam::111122223333:role/ci/deploy",
    session: "arn:aws:sts::111122223333:assumed-role/deploy/job",
    uniqueID: "AROAEXAMPLEEXAMPLE234"
  )
  static let stranger = RequestPrincipal.roleSession(
    role: "arn:aws:iam::444455556666:role/ci/deploy",
    session: "arn:aws:sts::444455556666:assumed-role/deploy/job"
  )
  static let user = RequestPrincipal.user(arn: "arn:aws:iam::111122223333:user/ann")
  static let root = RequestPrincipal.root(partition: "aws", account: "111122223333")
  static let token = RequestPrincipal.federated(provider: PolicyFixture.provider)

  static let cases: [Case] = [
    Case(
      principal: #"{"AWS":"111122223333"}"#,
      admits: [session, user, root],
      refuses: [stranger, token, .anonymous, .service("111122223333")]
    ),
    Case(
      principal: #"{"AWS":"arn:aws:iam::111122223333:root"}"#,
      admits: [session, user, root],
      refuses: [stranger, token, .root(partition: "aws-cn", account: "111122223333")]
    ),
    Case(
      principal: #"{"AWS":"arn:aws:iam::111122223333:role/ci/deploy"}"#,
      admits: [session],
      refuses: [stranger, user, root]
    ),
    Case(principal: #"{"AWS":"arn:aws:iam::111122223333:role/deploy"}"#, admits: [], refuses: [session]),
    Case(
      principal: #"{"AWS":"arn:aws:sts::111122223333:assumed-role/deploy/job"}"#,
      admits: [session],
      refuses: [stranger, user]
    ),
    Case(
      principal: #"{"AWS":["arn:aws:iam::111122223333:user/ann","AROAEXAMPLEEXAMPLE234"]}"#,
      admits: [user, session],
      refuses: [stranger, .user(arn: "arn:aws:iam::111122223333:user/Ann")]
    ),
    Case(
      principal: #"{"Federated":"arn:aws:iam::111122223333:oidc-provider/gitlab.com"}"#,
      admits: [token],
      refuses: [
        session, .federated(provider: "gitlab.com"), .user(arn: PolicyFixture.provider),
        .federated(provider: PolicyFixture.provider + "/x"),
      ]
    ),
    Case(
      principal: #"{"Federated":"accounts.google.com"}"#,
      admits: [.federated(provider: "accounts.google.com")],
      refuses: [token, .federated(provider: "www.amazon.com")]
    ),
    Case(
      principal: #"{"Federated":["arn:aws-cn:iam::111122223333:saml-provider/corp","cognito-identity.amazonaws.com"]}"#,
      admits: [.federated(provider: "arn:aws-cn:iam::111122223333:saml-provider/corp")],
      refuses: [token, .federated(provider: "arn:aws:iam::111122223333:saml-provider/corp")]
    ),
    Case(principal: #"{"Federated":"*"}"#, admits: [token], refuses: [session, .anonymous]),
    Case(
      principal: #"{"Service":["ec2.amazonaws.com","lambda.amazonaws.com"]}"#,
      admits: [.service("lambda.amazonaws.com")],
      refuses: [.service("s3.amazonaws.com"), .federated(provider: "ec2.amazonaws.com")]
    ),
    Case(
      principal: #"{"CanonicalUser":"79a5"}"#,
      admits: [.canonicalUser("79a5")],
      refuses: [.canonicalUser("79a6"), user]
    ),
    Case(principal: #""*""#, admits: [session, user, root, token, .anonymous, .service("x")], refuses: []),
    Case(principal: #"{"AWS":"*"}"#, admits: [session, user, root, token, .anonymous, .service("x")], refuses: []),
  ]

  @Test("a principal element admits whom it names and nobody else", arguments: cases)
  func principals(_ example: Case) throws {
    let policy = try PolicyFixture.trust(example.principal)
    let negated = try PolicyFixture.policy(
      #"{"Statement":{"Effect":"Allow","NotPrincipal":\#(example.principal),"Action":"sts:AssumeRole"}}"#,
      .trust
    )
    for (callers, expected) in [(example.admits, PolicyOutcome.allow), (example.refuses, .implicitDeny)] {
      for caller in callers {
        let request = PolicyRequest(principal: caller, action: "sts:AssumeRole")
        #expect(PolicyFixture.outcome(policy, request) == expected, "\(caller)")
        #expect(PolicyFixture.outcome(negated, request) != expected, "\(caller)")
      }
    }
  }

  @Test("a request without a principal is not tested for one")
  func omitted() throws {
    let policy = try PolicyFixture.trust(#"{"AWS":"111122223333"}"#)
    var request = PolicyRequest(action: "sts:AssumeRole")
    #expect(PolicyFixture.outcome(policy, request) == .allow)
    request.principal = Self.stranger
    #expect(PolicyFixture.outcome(policy, request) == .implicitDeny)
  }

  @Test(
    "what names no principal is refused, with AWS's text",
    arguments: [
      #"{"AWS":"arn:aws:iam::111122223333:role/*"}"#, #"{"AWS":"11112222333"}"#, #"{"AWS":""}"#, #"{"AWS":"x"}"#,
      #"{"Federated":"arn:aws:iam::111122223333:oidc-provider/*"}"#, #"{"Service":"*.amazonaws.com"}"#,
      #"{"CanonicalUser":"*"}"#, #"{"AWS":"arn:aws:iam::1:root"}"#, #"{"Federated":"gitlab.com"}"#,
      #"{"Federated":"a"}"#, #"{"Federated":"https://gitlab.com"}"#, #"{"Federated":"Accounts.google.com"}"#,
      #"{"Federated":"arn:aws:iam::1:oidc-provider/gitlab.com"}"#,
      #"{"Federated":"arn:aws:iam::111122223333:oidc-provider/"}"#,
      #"{"Federated":"arn:aws:iam::111122223333:role/gitlab.com"}"#,
      #"{"Federated":"arn:aws:sts::111122223333:oidc-provider/gitlab.com"}"#,
      #"{"Federated":"arn:aws:iam:eu-west-1:111122223333:oidc-provider/gitlab.com"}"#,
    ]
  )
  func invalid(_ principal: String) throws {
    let error = try PolicyFixture.refusal(
      #"{"Statement":{"Effect":"Allow","Principal":\#(principal),"Action":"sts:AssumeRole"}}"#,
      .trust
    )
    #expect(error.diagnostics.contains { $0.id == "policy-invalid-principal" })
    #expect(error.awsMessage.hasPrefix("Invalid principal in policy: \""))
  }
}
