import KeylessTesting
import KeylessAWS
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

@Suite("refusals of the exchange")
struct ExchangeRefusalTests {
  static let denied = QueryError(
    code: "AccessDenied",
    status: 403,
    message: "Not authorized to perform sts:AssumeRoleWithWebIdentity"
  )

  @Test(
    "what is not the ARN of a role is refused before the provider is looked up",
    arguments: [
      "arn:aws:iam::111122223333:oidc-provider/gitlab.com", "arn:aws:iam::111122223333:user/deploy",
      "arn:aws:sts::111122223333:assumed-role/deploy/x", "arn:aws:iam:eu-west-1:111122223333:role/deploy",
      "arn:aws:iam::11112222333:role/deploy", "arn:aws:iam::aws:role/deployment", "arn:aws:iam::111122223333:role/",
      "arn:aws:iam::111122223333:role", "arn:aws:iam::111122223333:roledeploy", "nothing-valid-in-here-at-all",
      "arn::iam::111122223333:role/deploy", " arn:aws:iam::111122223333:role/deploy",
      "arn:aws:iam::111122223333:role/deploy ", "arn:aws:iam::111122223333:role/deploy\n",
      "ARN:aws:iam::111122223333:role/deploy", "arn:aws:iam::111122223333:role/déploy",
      "********************", "arn:aws:iam::111122223333:role/a b", "arn:aws:s3:::a-bucket-of-mine",
    ]
  )
  func badARN(arn: String) throws {
    let world = try World()
    let token = try world.token(["iss": "https://nobody.example.com"])
    #expect(try world.exchange(token, role: arn).error() == .validation("Request ARN is invalid"))
  }

  @Test(
    "an issuer that is registered in no account, or only in another, has no provider",
    arguments: [
      ("https://nobody.example.com", World.deploy), ("https://gitlab.com/", World.deploy),
      ("http://gitlab.com", World.deploy), ("https://GitLab.com", World.deploy),
      ("https://gitlab.com", "arn:aws:iam::999988887777:role/deploy"),
      ("https://gitlab.example.com", World.elsewhere),
    ]
  )
  func noProvider(issuer: String, role: String) throws {
    let world = try World()
    let answer = world.exchange(try world.token(["iss": .string(issuer)]), role: role)
    #expect(
      try answer.error() == .invalidIdentityToken("No OpenIDConnect provider found in your account for \(issuer)")
    )
  }

  @Test("a missing claim is named", arguments: ["iss", "sub", "aud", "iat", "exp"])
  func missingClaim(name: String) throws {
    let world = try World()
    let answer = world.exchange(try world.token([name: nil]))
    #expect(try answer.error() == .invalidIdentityToken("Missing a required claim: \(name)"))
  }

  @Test("a provider without client ids admits no audience")
  func noClientIDs() throws {
    let world = try World()
    try world.register(world.gitlab.issuer, clientIDs: [])
    #expect(try world.exchange(world.token()).error() == .invalidIdentityToken("Incorrect token audience"))
    try world.register(world.gitlab.issuer, clientIDs: [world.gitlab.audience])
    #expect(try world.exchange(world.token()).status == 200)
  }

  @Test("the keys of an issuer that is not played cannot be had")
  func unplayed() throws {
    let world = try World()
    #expect(
      try world.exchange(world.token(["iss": "https://unplayed.example.com"])).error() == .noVerificationKey
    )
    #expect(world.book.text.contains("does not play https://unplayed.example.com"))
  }

  @Test("expiry is judged by the machine's clock with five minutes of leeway")
  func clock() throws {
    let world = try World()
    let token = try world.token()
    world.machine.advance(seconds: 599)
    #expect(world.exchange(token).status == 200)
    world.machine.advance(seconds: 1)
    #expect(
      try world.exchange(token).error()
        == .tokenExpired(now: Forges.now + 600, expiration: Forges.now + 300)
    )
  }

  @Test("the roles claim is an allow-list of exact ARNs")
  func rolesClaim() throws {
    let world = try World()
    let claim = "https://aws.amazon.com/roles"
    let other = "arn:aws:iam::111122223333:role/other"
    for listed: JSON in [.string(World.deploy), [.string(other), .string(World.deploy)]] {
      #expect(try world.exchange(world.token([claim: listed])).status == 200)
    }
    let refused: [JSON] = [
      .string(other), [], ["arn:aws:iam::111122223333:role/*"], ["arn:aws:iam::111122223333:role/Deploy"],
      ["arn:aws:iam::111122223333:role/deploy/"], [.string(World.release)],
    ]
    for listed in refused {
      let error = try world.exchange(world.token([claim: listed])).error()
      #expect(
        error
          == .invalidIdentityToken("The target role ARN is not present in the roles claim of the identity token")
      )
    }
    let malformed = try world.exchange(world.token([claim: 1])).error()
    #expect(malformed == .invalidIdentityToken("The roles claim is not in a supported format"))
  }

  @Test(
    "AccessDenied tells an unknown role from nothing: every cause has the same answer, and only the log says which",
    arguments: [
      ("arn:aws:iam::111122223333:role/nobody", "4711", "there is no role arn:aws:iam::111122223333:role/nobody"),
      (World.elsewhere, "4711", "does not apply"),
      ("arn:aws:iam::111122223333:role/Release", "4711", "there is no role arn:aws:iam::111122223333:role/Release"),
      ("arn:aws:iam::111122223333:role/DEPLOY", "4711", "there is no role"),
      ("arn:aws-cn:iam::111122223333:role/deploy", "4711", "there is no role"),
      (World.deploy, "4712", "gitlab.com:project_id is `4712`, and StringEquals wants `4711`"),
      (World.open, "4711", "does not apply"),
    ]
  )
  func accessDenied(role: String, project: String, reason: String) throws {
    let world = try World()
    let answer = world.exchange(try world.token(["project_id": .string(project)]), role: role)
    #expect(try answer.error() == Self.denied)
    #expect(answer.contentType == "text/xml")
    let id = answer.requestID
    #expect(
      answer.body
        == "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
        + "<Code>AccessDenied</Code><Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message></Error>"
        + "<RequestId>\(id)</RequestId></ErrorResponse>"
    )
    let entry = try #require(world.book.entries.first)
    #expect(entry.metadata["reason"]?.contains(reason) == true, "\(entry.text)")
    #expect(entry.metadata["request"] == id)
  }

  @Test("a condition on a claim that the token lacks says so in the log")
  func absentClaim() throws {
    let world = try World()
    #expect(try world.exchange(world.token(["project_id": nil])).error() == Self.denied)
    #expect(world.book.text.contains("gitlab.com:project_id is absent"))
  }

  @Test("a record says what was presented, also when it was refused")
  func record() throws {
    let world = try World()
    _ = world.exchange(try world.token(["project_id": "1"]))
    let call = try #require(world.book.calls.first)
    #expect(call.service == "sts")
    #expect(call.action == "AssumeRoleWithWebIdentity")
    #expect(call.caller == .unsigned)
    #expect(
      call.token
        == CallRecord.PresentedToken(
          issuer: "https://gitlab.com",
          subject: World.subject,
          tokenID: "token-1",
          roleARN: World.deploy
        )
    )
  }

  @Test("OAuth access tokens are not built, and are refused by name")
  func notBuilt() throws {
    let world = try World()
    let token = try world.token()
    let provider = try world.exchange(token, ["ProviderId": "www.amazon.com"]).error()
    #expect(provider.message.contains("OAuth 2.0 access tokens (ProviderId)"))
    #expect(world.exchange(token).status == 200)
  }

  @Test("tags are told by their packed size, and too many of them are refused")
  func packed() throws {
    let world = try World()
    func token(_ count: Int, length: Int) throws -> String {
      let tags = (0..<count).map { JSON.Member("T\($0)", [.string(String(repeating: "a", count: length))]) }
      return try world.selfManaged.token(claims: ["https://aws.amazon.com/tags": ["principal_tags": .object(tags)]])
    }
    #expect(try world.exchange(token(1, length: 200), role: World.open).output().packedPolicySize == 44)
    #expect(try world.exchange(token(9, length: 46), role: World.open).output().packedPolicySize == 99)
    // As AWS answered to nine tags of this size.
    let error = try world.exchange(token(9, length: 250), role: World.open).error()
    #expect(
      error
        == QueryError(
          code: "PackedPolicyTooLarge",
          message: "Packed size of session tags consumes 498% of allotted space."
        )
    )
  }
}
