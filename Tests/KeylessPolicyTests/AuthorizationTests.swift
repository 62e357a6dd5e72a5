import KeylessPolicy
import Testing

@Suite
struct AuthorizationTests {
  static let key = "arn:aws:s3:::b/k"
  static let session = PrincipalTests.session

  static func request(_ principal: RequestPrincipal = session, _ action: String = "s3:GetObject") -> PolicyRequest {
    PolicyRequest(principal: principal, action: action, resource: key)
  }

  static func allow(
    _ action: String = "s3:*",
    _ kind: PolicyKind = .identity,
    effect: String = "Allow"
  ) throws -> CompiledPolicy {
    let principal = kind.namesPrincipals ? #""Principal":"*","# : ""
    return try PolicyFixture.policy(
      #"{"Statement":{"Effect":"\#(effect)",\#(principal)"Action":"\#(action)","Resource":"*"}}"#,
      kind
    )
  }

  static func bucket(_ principal: String) throws -> CompiledPolicy {
    try PolicyFixture.policy(
      #"{"Statement":{"Effect":"Allow","Principal":\#(principal),"Action":"s3:*","Resource":"*"}}"#,
      .resource
    )
  }

  static func settled(
    _ authorization: Authorization,
    _ request: PolicyRequest = request()
  ) -> (PolicyOutcome, PolicyLayer) {
    let decision = authorization.explain(request)
    #expect(authorization.decide(request) == decision.outcome)
    return (decision.outcome, decision.layer)
  }

  @Test("identity policies allow, and each limit takes it back")
  func limits() throws {
    let allow = try Self.allow()
    let other = try Self.allow("iam:*")
    #expect(Self.settled(Authorization(identity: [allow])) == (.allow, .identity))
    #expect(Self.settled(Authorization(identity: [])) == (.implicitDeny, .identity))
    #expect(Self.settled(Authorization(identity: [other, allow])) == (.allow, .identity))
    #expect(Self.settled(Authorization(identity: [allow], boundary: other)) == (.implicitDeny, .boundary))
    #expect(Self.settled(Authorization(identity: [allow], boundary: allow)) == (.allow, .identity))
    #expect(Self.settled(Authorization(identity: [allow], session: [other])) == (.implicitDeny, .session))
    #expect(Self.settled(Authorization(identity: [allow], session: [])) == (.implicitDeny, .session))
    #expect(Self.settled(Authorization(identity: [allow], session: [other, allow])) == (.allow, .identity))
    let levels = [[allow], [other]]
    #expect(
      Self.settled(Authorization(identity: [allow], serviceControl: levels)) == (
        .implicitDeny, .serviceControl(level: 1)
      )
    )
    #expect(
      Self.settled(Authorization(identity: [allow], serviceControl: [[allow], [other, allow]])) == (.allow, .identity)
    )
    #expect(
      Self.settled(Authorization(identity: [allow], resourceControl: levels)) == (
        .implicitDeny, .resourceControl(level: 1)
      )
    )
  }

  @Test("an explicit deny in any layer wins")
  func denies() throws {
    let allow = try Self.allow()
    let deny = try Self.allow(effect: "Deny")
    let all = Authorization(identity: [allow])
    var one = all
    one.identity.append(deny)
    #expect(Self.settled(one) == (.deny, .identity))
    one = all
    one.boundary = deny
    #expect(Self.settled(one) == (.deny, .boundary))
    one = all
    one.session = [allow, deny]
    #expect(Self.settled(one) == (.deny, .session))
    one = all
    one.serviceControl = [[allow, deny]]
    #expect(Self.settled(one) == (.deny, .serviceControl(level: 0)))
    one = all
    one.resource = try Self.allow("s3:*", .resource, effect: "Deny")
    #expect(Self.settled(one) == (.deny, .resource))
    one = all
    one.resourceControl = [[try Self.allow("s3:*", .resourceControl, effect: "Deny")]]
    #expect(Self.settled(one) == (.deny, .resourceControl(level: 0)))
  }

  @Test("a deny with NotPrincipal spares whom it names, unless a boundary is attached to them")
  func boundaryAndNotPrincipal() throws {
    func policy(_ effect: String, _ element: String) throws -> CompiledPolicy {
      try PolicyFixture.policy(
        #"""
        {"Statement":{"Effect":"\#(effect)","\#(element)":{"AWS":["arn:aws:iam::111122223333:role/ci/deploy",
        "arn:aws:sts::111122223333:assumed-role/deploy/job","111122223333"]},"Action":"s3:*","Resource":"*"}}
        """#,
        .resource
      )
    }
    let allow = try Self.allow()
    var bucket = Authorization(identity: [allow], resource: try policy("Deny", "NotPrincipal"))
    #expect(Self.settled(bucket) == (.allow, .identity))
    bucket.boundary = allow
    #expect(Self.settled(bucket) == (.deny, .resource))
    #expect(bucket.explain(Self.request()).description.contains("spares nobody who has one"))
    // Other actions are not what the statement speaks of.
    let other = try Self.allow("*")
    bucket = Authorization(identity: [other], resource: bucket.resource, boundary: other)
    #expect(Self.settled(bucket, Self.request(Self.session, "iam:GetRole")) == (.allow, .identity))
    // Nor does a boundary let anybody in, or matter where it is said who is meant.
    for (effect, element, outcome) in [
      ("Allow", "NotPrincipal", PolicyOutcome.implicitDeny), ("Allow", "Principal", .allow),
      ("Deny", "Principal", .deny),
    ] {
      let one = Authorization(resource: try policy(effect, element), boundary: allow)
      #expect(Self.settled(one).0 == outcome, "\(effect) \(element)")
    }
  }

  @Test("in one account the way a resource policy names the caller decides what it spares")
  func sameAccount() throws {
    let other = try Self.allow("iam:*")
    let byName = Authorization(
      resource: try Self.bucket(#"{"AWS":"arn:aws:sts::111122223333:assumed-role/deploy/job"}"#),
      resourceAccount: "111122223333",
      boundary: other
    )
    #expect(Self.settled(byName) == (.allow, .resource))
    var byRole = byName
    byRole.resource = try Self.bucket(#"{"AWS":"arn:aws:iam::111122223333:role/ci/deploy"}"#)
    #expect(Self.settled(byRole) == (.implicitDeny, .boundary))
    byRole.boundary = nil
    #expect(Self.settled(byRole) == (.allow, .resource))
    var byStar = byName
    byStar.resource = try Self.bucket(#""*""#)
    #expect(Self.settled(byStar) == (.implicitDeny, .boundary))
    var byAccount = byName
    byAccount.boundary = nil
    byAccount.resource = try Self.bucket(#"{"AWS":"111122223333"}"#)
    #expect(Self.settled(byAccount) == (.implicitDeny, .identity))
    byAccount.identity = [try Self.allow()]
    #expect(Self.settled(byAccount) == (.allow, .identity))
  }

  @Test("across accounts both sides must allow")
  func crossAccount() throws {
    let named = try Self.bucket(#"{"AWS":"arn:aws:sts::111122223333:assumed-role/deploy/job"}"#)
    var authorization = Authorization(identity: [try Self.allow()], resource: named, resourceAccount: "444455556666")
    #expect(Self.settled(authorization) == (.allow, .identity))
    authorization.identity = []
    #expect(Self.settled(authorization) == (.implicitDeny, .identity))
    authorization.identity = [try Self.allow()]
    authorization.resource = nil
    #expect(Self.settled(authorization) == (.implicitDeny, .resource))
  }

  @Test("a token holder needs the trust policy and answers to the role's side only")
  func webIdentity() throws {
    let trust = try PolicyFixture.trust(
      #"{"Federated":"\#(PolicyFixture.provider)"}"#,
      action: "sts:AssumeRoleWithWebIdentity"
    )
    let request = Self.request(PrincipalTests.token, "sts:AssumeRoleWithWebIdentity")
    var authorization = Authorization(resource: trust, resourceAccount: "111122223333")
    #expect(Self.settled(authorization, request) == (.allow, .resource))
    #expect(
      Self.settled(authorization, Self.request(.federated(provider: "x"), request.action)) == (.implicitDeny, .resource)
    )
    authorization.serviceControl = [[try Self.allow(effect: "Deny")]]
    #expect(Self.settled(authorization, request) == (.allow, .resource))
    authorization.resourceControl = [[try Self.allow("sts:*", .resourceControl, effect: "Deny")]]
    #expect(Self.settled(authorization, request) == (.deny, .resourceControl(level: 0)))
  }

  @Test("a trust policy must allow, whatever the caller's own policies say")
  func trust() throws {
    let request = Self.request(PrincipalTests.user, "sts:AssumeRole")
    let identity = [try Self.allow("sts:*")]
    let silent = try PolicyFixture.trust(#"{"AWS":"444455556666"}"#)
    #expect(Self.settled(Authorization(identity: identity, resource: silent), request) == (.implicitDeny, .resource))
    let account = try PolicyFixture.trust(#"{"AWS":"111122223333"}"#)
    #expect(Self.settled(Authorization(identity: identity, resource: account), request) == (.allow, .identity))
    #expect(Self.settled(Authorization(resource: account), request) == (.implicitDeny, .identity))
    let named = try PolicyFixture.trust(#"{"AWS":"arn:aws:iam::111122223333:user/ann"}"#)
    #expect(Self.settled(Authorization(resource: named), request) == (.allow, .resource))
  }

  @Test("the root user needs no identity policy and obeys the organization")
  func root() throws {
    let request = Self.request(PrincipalTests.root)
    #expect(Self.settled(Authorization(), request) == (.allow, .identity))
    #expect(
      Self.settled(Authorization(serviceControl: [[try Self.allow("iam:*")]]), request) == (
        .implicitDeny, .serviceControl(level: 0)
      )
    )
  }

  @Test("a refusal ends as AWS's sentence does")
  func sentences() throws {
    let caller = "arn:aws:sts::111122223333:assumed-role/R/s"
    let head = "User: \(caller) is not authorized to perform: s3:GetObject on resource: \(Self.key)"
    func sentence(_ authorization: Authorization) -> String? {
      authorization.explain(Self.request()).denialSentence(caller: caller, resource: Self.key)
    }
    let allow = try Self.allow()
    let deny = try Self.allow(effect: "Deny")
    #expect(sentence(Authorization(identity: [allow])) == nil)
    #expect(sentence(Authorization()) == "\(head) because no identity-based policy allows the s3:GetObject action")
    #expect(sentence(Authorization(identity: [deny])) == "\(head) with an explicit deny in an identity-based policy")
    #expect(
      sentence(Authorization(identity: [allow], session: []))
        == "\(head) because no session policy allows the s3:GetObject action"
    )
    #expect(
      sentence(Authorization(identity: [allow], boundary: try Self.allow("iam:*")))
        == "\(head) because no permissions boundary allows the s3:GetObject action"
    )
    #expect(
      sentence(Authorization(identity: [allow], serviceControl: [[deny]]))
        == "\(head) with an explicit deny in a service control policy"
    )
    let assume = Authorization().explain(Self.request(Self.session, "sts:AssumeRole"))
    #expect(assume.denialReason == "")
    #expect(assume.denialSentence(caller: caller, resource: nil)?.hasSuffix("sts:AssumeRole on resource: *") == true)
  }
}
