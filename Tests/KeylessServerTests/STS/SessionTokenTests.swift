import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import KeylessTesting
import Testing

@Suite("sessions of users, and the account behind a key")
struct SessionTokenTests {
  @Test("a user gets a session of its own and stays who it is")
  func answers() throws {
    let world = try World()
    let ada = try world.addUser("ada")
    let answer = try world.call("GetSessionToken", as: ada)
    #expect(
      try answer.result("GetSessionToken").child("Credentials")?.time("Expiration") == Forges.now + 43_200
    )
    let session = try answer.signing("GetSessionToken")
    let identity = try world.call("GetCallerIdentity", as: session).identity()
    #expect(identity.arn == World.userARN("ada"))
    #expect(identity.userID == "AIDAEXAMPLEADA")
    #expect(world.book.calls.last?.caller == .user(arn: World.userARN("ada"), accessKeyID: session.accessKeyID))
  }

  @Test("it needs no permission, and none can be denied")
  func permission() throws {
    let world = try World()
    #expect(try world.call("GetSessionToken", as: world.addUser("ada", World.deny("*"))).status == 200)
  }

  @Test(
    "its duration is fifteen minutes to a day and a half",
    arguments: [("900", true), ("129600", true), ("899", false), ("129601", false)]
  )
  func duration(seconds: String, isGiven: Bool) throws {
    let world = try World()
    let answer = try world.call("GetSessionToken", ["DurationSeconds": seconds], as: world.addUser("ada"))
    if isGiven {
      let end = try answer.result("GetSessionToken").child("Credentials")?.time("Expiration")
      #expect(end == Forges.now + (Int(seconds) ?? 0))
    } else {
      let limit = seconds == "899" ? "greater than or equal to 900" : "less than or equal to 129600"
      #expect(
        try answer.error("GetSessionToken")
          == .validation(
            "1 validation error detected: Value '\(seconds)' at 'durationSeconds' failed to satisfy constraint: "
              + "Member must have value \(limit)"
          )
      )
    }
  }

  @Test("sessions cannot ask for sessions of users, and a second factor is refused by name")
  func refusals() throws {
    let world = try World()
    let ada = try world.addUser("ada", World.allow("*"))
    let denied = QueryError(
      code: "AccessDenied",
      status: 403,
      message: "Cannot call GetSessionToken with session credentials"
    )
    let user = try world.call("GetSessionToken", as: ada).signing("GetSessionToken")
    #expect(try world.call("GetSessionToken", as: user).error("GetSessionToken") == denied)
    let role = try world.addRole("target", trusting: [World.trust(World.userARN("ada"))], World.allow("*"))
    let session = try world.assume(role, as: ada).signing()
    #expect(try world.call("GetSessionToken", as: session).error("GetSessionToken") == denied)
    let factor = ["SerialNumber": "arn:aws:iam::111122223333:mfa/ada", "TokenCode": "123456"]
    let error = try world.call("GetSessionToken", factor, as: ada).error("GetSessionToken")
    #expect(error.code == "NotImplemented")
    #expect(error.message.contains("SerialNumber, TokenCode"))
  }

  @Test("a user's session may assume roles and say who it is; in STS nothing else, and in IAM nothing at all")
  func limits() throws {
    let world = try World()
    let ada = try world.addUser("ada", World.allow("*"))
    let user = try world.call("GetSessionToken", as: ada).signing("GetSessionToken")
    #expect(try world.call("GetCallerIdentity", as: user).status == 200)
    let role = try world.addRole("target", trusting: [World.trust(World.userARN("ada"))], World.allow("*"))
    #expect(try world.assume(role, as: user).status == 200)
    let key = ["AccessKeyId": ada.accessKeyID]
    #expect(
      try world.call("GetAccessKeyInfo", key, as: user).error("GetAccessKeyInfo")
        == QueryError(
          code: "AccessDenied",
          status: 403,
          message: "Cannot call GetAccessKeyInfo with session credentials"
        )
    )
    #expect(try world.call("GetAccessKeyInfo", key, as: ada).status == 200)
    // A role's session is no user's.
    let session = try world.assume(role, as: user).signing()
    for (signing, isAccepted) in [(ada, true), (user, false), (session, true)] {
      let request = try world.signed("ListRoles", as: signing, service: .iam)
      let authentication = CallerAuthentication(
        accounts: world.accounts,
        sessions: world.aws.sessions,
        now: Forges.now
      )
      do {
        _ = try authentication.authenticate(request, service: "iam")
        #expect(isAccepted)
      } catch {
        #expect(!isAccepted)
        #expect(error.error == .invalidClientToken)
        #expect(error.reason.contains("from GetSessionToken without MFA"))
      }
    }
  }

  @Test("a user's session may do what the user may, as it is now")
  func userPermissions() throws {
    let world = try World()
    let ada = try world.addUser("ada", World.allow("sts:AssumeRole"))
    let role = try world.addRole("target", trusting: [World.trust("111122223333")])
    let user = try world.call("GetSessionToken", as: ada).signing("GetSessionToken")
    #expect(try world.assume(role, as: user).status == 200)
    try world.addUser("ada", World.allow("s3:*"))
    #expect(try world.assume(role, as: user).error("AssumeRole") == .mayNotAssume(World.userARN("ada"), role))
  }

  @Test("the account of a key is told, whoever's it is")
  func account() throws {
    let world = try World()
    let ada = try world.addUser("ada", World.allow("sts:GetAccessKeyInfo"))
    let stranger = try world.addUser("stranger", account: World.otherAccount)
    let session = try world.call("GetSessionToken", as: stranger).signing("GetSessionToken")
    func account(_ id: String) throws -> String? {
      try world.call("GetAccessKeyInfo", ["AccessKeyId": id], as: ada).result("GetAccessKeyInfo").string("Account")
    }
    #expect(try account(ada.accessKeyID) == World.account)
    #expect(try account(stranger.accessKeyID) == World.otherAccount)
    #expect(try account(session.accessKeyID) == World.otherAccount)
    #expect(try account("ASIAQNZGKIQY56JQ7WML") == "029608264753")
    try world.accounts.remove(.user(named: "stranger", account: World.otherAccount))
    #expect(try account(stranger.accessKeyID) == World.otherAccount)
  }

  @Test(
    "an id that carries no account is not valid",
    arguments: [
      "AKIAIOSFODNN7EXAMPLE", "ASIAQNZGKIQY56JQ7WM0", "XXIAQNZGKIQY56JQ7WML", "asiaqnzgkiqy56jq7wml",
      "ASIAQNZGKIQY56JQ7WMLA",
    ]
  )
  func noAccount(id: String) throws {
    let world = try World()
    let ada = try world.addUser("ada", World.allow("*"))
    let error = try world.call("GetAccessKeyInfo", ["AccessKeyId": id], as: ada).error("GetAccessKeyInfo")
    #expect(error == .validation("The access key id \(id) is not valid."))
  }

  @Test("the key id is held to its constraints")
  func constraints() throws {
    let world = try World()
    let ada = try world.addUser("ada", World.allow("*"))
    func message(_ parameters: [String: String]) throws -> String {
      try world.call("GetAccessKeyInfo", parameters, as: ada).error("GetAccessKeyInfo").message
    }
    #expect(
      try message([:])
        == "1 validation error detected: Value at 'accessKeyId' failed to satisfy constraint: Member must not be null"
    )
    #expect(try message(["AccessKeyId": "AKIA"]).hasSuffix("Member must have length greater than or equal to 16"))
    #expect(
      try message(["AccessKeyId": "ASIAQNZGKIQY56JQ-WML"])
        .hasSuffix(#"Member must satisfy regular expression pattern: [\w]*"#)
    )
  }

  @Test("asking for the account of a key needs permission, and the sentence names no resource")
  func keyPermission() throws {
    let world = try World()
    let key = ["AccessKeyId": "ASIAQNZGKIQY56JQ7WML"]
    func refusal(_ statement: JSON) throws -> QueryError {
      try world.call("GetAccessKeyInfo", key, as: world.addUser("ada", statement)).error("GetAccessKeyInfo")
    }
    #expect(
      try refusal(World.allow("s3:*"))
        == QueryError(
          code: "AccessDenied",
          status: 403,
          message: "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: sts:GetAccessKeyInfo "
            + "because no identity-based policy allows the sts:GetAccessKeyInfo action"
        )
    )
    #expect(
      try refusal(World.deny("sts:*")).message
        == "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: sts:GetAccessKeyInfo "
        + "with an explicit deny in an identity-based policy"
    )
    #expect(try world.call("GetAccessKeyInfo", key, as: world.addUser("ada", World.allow("sts:Get*"))).status == 200)
  }
}
