import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import KeylessTesting
import Testing

@Suite("policies that narrow a session")
struct SessionPolicyTests {
  static let ada = World.userARN("ada")
  static let role = World.roleARN("target")
  static let look = World.policy(World.allow("sts:GetAccessKeyInfo"))
  static let nothing = World.policy(World.allow("s3:*"))

  /// A way to get a session of a role that may do everything in STS.
  enum Way: String, CaseIterable, CustomTestStringConvertible {
    case assumeRole, webIdentity
    var testDescription: String { rawValue }
    var action: String { self == .assumeRole ? "AssumeRole" : "AssumeRoleWithWebIdentity" }

    func ask(_ world: World, _ parameters: [String: String] = [:]) throws -> ServerAnswer {
      switch self {
      case .assumeRole:
        let ada = try world.addUser("ada")
        try world.addRole("target", trusting: [World.trust(SessionPolicyTests.ada)], World.allow("sts:*"))
        return try world.assume(SessionPolicyTests.role, as: ada, parameters)
      case .webIdentity:
        guard var role = world.accounts.role(arn: World.deploy, account: World.account) else {
          throw Unexpected("no role")
        }
        role.permissions = try world.permissions([World.allow("sts:*")])
        try world.accounts.put(.role(role))
        return world.exchange(try world.token(), parameters)
      }
    }

    func mayLook(_ world: World, _ parameters: [String: String] = [:]) throws -> Bool {
      try world.mayAskForKeys(ask(world, parameters).signing(action))
    }

    func error(_ world: World, _ parameters: [String: String]) throws -> QueryError {
      try ask(world, parameters).error(action)
    }
  }

  @Test("an inline policy takes away and never gives", arguments: Way.allCases)
  func inline(way: Way) throws {
    let world = try World()
    #expect(try way.mayLook(world))
    #expect(try way.mayLook(world, ["Policy": Self.look]))
    #expect(try !way.mayLook(world, ["Policy": Self.nothing]))
    let denied = World.policy(World.allow("*"), World.deny("sts:GetAccessKeyInfo"))
    #expect(try !way.mayLook(world, ["Policy": denied]))
    // The role's own policy decides as well.
    let session = try way.ask(world, ["Policy": World.policy(World.allow("*"))]).signing(way.action)
    let arn = way == .assumeRole ? Self.role : World.deploy
    guard var role = world.accounts.role(arn: arn, account: World.account) else { throw Unexpected("no role") }
    role.permissions = try world.permissions([World.allow("s3:*")])
    try world.accounts.put(.role(role))
    #expect(try !world.mayAskForKeys(session))
  }

  @Test("the sentence says that no session policy allows it", arguments: Way.allCases)
  func sentence(way: Way) throws {
    let world = try World()
    let session = try way.ask(world, ["Policy": Self.nothing]).signing(way.action)
    let answer = try world.call("GetAccessKeyInfo", ["AccessKeyId": "ASIAQNZGKIQY56JQ7WML"], as: session)
    #expect(
      try answer.error("GetAccessKeyInfo").message
        == "User: \(try world.identity(of: session)) is not authorized to perform: sts:GetAccessKeyInfo because no "
        + "session policy allows the sts:GetAccessKeyInfo action"
    )
  }

  @Test("managed policies of the account and AWS's unite with the inline one", arguments: Way.allCases)
  func managed(way: Way) throws {
    let world = try World()
    let looking = try world.addPolicy("look", World.allow("sts:GetAccessKeyInfo"))
    let other = try world.addPolicy("other", World.allow("s3:*"))
    #expect(try way.mayLook(world, ["PolicyArns.member.1.arn": looking]))
    #expect(try !way.mayLook(world, ["PolicyArns.member.1.arn": other]))
    #expect(try way.mayLook(world, ["PolicyArns.member.1.arn": other, "PolicyArns.member.2.arn": looking]))
    #expect(try way.mayLook(world, ["PolicyArns.member.1.arn": other, "Policy": Self.look]))
    #expect(try !way.mayLook(world, ["PolicyArns.member.1.arn": other, "Policy": Self.nothing]))
    let aws = "arn:aws:iam::aws:policy/"
    #expect(try way.mayLook(world, ["PolicyArns.member.1.arn": aws + "AdministratorAccess"]))
    #expect(try !way.mayLook(world, ["PolicyArns.member.1.arn": aws + "IAMReadOnlyAccess"]))
  }

  @Test("a managed policy counts as it is now, and one that is gone allows nothing", arguments: Way.allCases)
  func managedLater(way: Way) throws {
    let world = try World()
    let policy = try world.addPolicy("look", World.allow("sts:GetAccessKeyInfo"))
    let session = try way.ask(world, ["PolicyArns.member.1.arn": policy]).signing(way.action)
    #expect(try world.mayAskForKeys(session))
    _ = try world.addPolicy("look", World.allow("s3:*"))
    #expect(try !world.mayAskForKeys(session))
    _ = try world.addPolicy("look", World.allow("sts:*"))
    #expect(try world.mayAskForKeys(session))
    try world.accounts.remove(.policy(named: "look", account: World.account))
    #expect(try !world.mayAskForKeys(session))
  }

  @Test("an ARN that names no managed policy of the role's account is refused", arguments: Way.allCases)
  func unknown(way: Way) throws {
    let world = try World()
    let elsewhere = try world.addPolicy("look", World.allow("*"), account: World.otherAccount)
    let here = try world.addPolicy("here", World.allow("*"))
    for arn in [
      "arn:aws:iam::111122223333:policy/nothing", elsewhere, "arn:aws:iam::aws:policy/NoSuchPolicyAtAll",
      "arn:aws:iam::111122223333:role/deploy", "not an arn at all, but long", here.uppercased(),
      here.replacing("policy/here", with: "policy/path/here"),
    ] {
      for parameters in [
        ["PolicyArns.member.1.arn": arn], ["PolicyArns.member.1.arn": here, "PolicyArns.member.2.arn": arn],
      ] {
        #expect(
          try way.error(world, parameters)
            == QueryError(
              code: "InvalidParameterValue",
              message: "At least one Policy ARN in the PolicyArns parameter does not match an existing IAM Managed "
                + "Policy ARN."
            ),
          "\(arn)"
        )
      }
    }
    #expect(try way.ask(world, ["PolicyArns.member.1.arn": here]).status == 200)
  }

  @Test("who is not let in does not learn which policies there are")
  func order() throws {
    let world = try World()
    let eve = try world.addUser("eve")
    try world.addRole("target", trusting: [World.trust(Self.ada)])
    let missing = ["PolicyArns.member.1.arn": "arn:aws:iam::111122223333:policy/nothing"]
    #expect(
      try world.assume(Self.role, as: eve, missing).error("AssumeRole")
        == .mayNotAssume(World.userARN("eve"), Self.role)
    )
    #expect(try world.exchange(world.token(["project_id": "1"]), missing).error() == .notAuthorizedToAssume)
  }

  @Test("a policy that is none is refused when the session is asked for", arguments: Way.allCases)
  func malformed(way: Way) throws {
    let world = try World()
    for (text, message) in [
      ("nonsense", "The policy is not in the valid JSON format."),
      (
        #"{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}"#,
        "The policy is not in the valid JSON format."
      ),
      ("{}", nil), ("[]", nil), (#"{"Version":"2012-10-17"}"#, nil),
      (#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*"}]}"#, nil),
      (#"{"Version":"2012-10-17","Statement":[{"Effect":"allow","Action":"s3:*","Resource":"*"}]}"#, nil),
      (
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}"#,
        nil
      ),
    ] as [(String, String?)] {
      let error = try way.error(world, ["Policy": text])
      #expect(error.code == "MalformedPolicyDocument", "\(text)")
      #expect(error.status == 400)
      #expect(error.message == message ?? error.message)
      #expect(!error.message.isEmpty)
    }
  }

  @Test(
    "the packed size is told when a policy was passed, and above one hundred percent there is no session",
    arguments: Way.allCases
  )
  func packedSize(way: Way) throws {
    let world = try World()
    func policy(length: Int) -> String {
      let empty = World.policy(World.allow("s3:GetObject", on: "arn:aws:s3:::/*"))
      let filler = String(repeating: "b", count: length - empty.utf8.count)
      return World.policy(World.allow("s3:GetObject", on: "arn:aws:s3:::\(filler)/*"))
    }
    func size(_ parameters: [String: String]) throws -> Int? {
      try way.ask(world, parameters).result(way.action).integer("PackedPolicySize")
    }
    #expect(try size([:]) == nil)
    #expect(try size(["Policy": policy(length: 736)]) == 47)
    #expect(try size(["Policy": policy(length: 1480)]) == 96)
    #expect(try size(["Policy": policy(length: 1535)]) == 100)
    let one = try world.addPolicy("one", World.allow("*"))
    #expect(try size(["PolicyArns.member.1.arn": one]) == 2)
    #expect(
      try way.error(world, ["Policy": policy(length: 1690)])
        == QueryError(
          code: "PackedPolicyTooLarge",
          message: "Packed policy consumes 110% of allotted space, please use smaller policy."
        )
    )
    #expect(try way.error(world, ["Policy": policy(length: 1537)]).message.contains("101%"))
    let both = ["Policy": policy(length: 1510), "PolicyArns.member.1.arn": one]
    #expect(try way.error(world, both).code == "PackedPolicyTooLarge")
  }

  @Test("no request makes a session token longer than its limit")
  func tokenLength() throws {
    let world = try World()
    let ada = try world.addUser("ada")
    try world.addRole(
      "target",
      trusting: [World.trust(Self.ada, ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"])]
    )
    var parameters = [
      "SourceIdentity": String(repeating: "s", count: 64), "RoleSessionName": String(repeating: "n", count: 64),
      "Policy": World.policy(World.allow("s3:GetObject", on: "arn:aws:s3:::" + String(repeating: "b", count: 700))),
    ]
    for number in 1...10 {
      parameters["Tags.member.\(number).Key"] = "k\(number)"
      parameters["Tags.member.\(number).Value"] = String(repeating: "v", count: 12)
      parameters["TransitiveTagKeys.member.\(number)"] = "k\(number)"
    }
    let answer = try world.assume(Self.role, as: ada, parameters)
    let size = try #require(try answer.result("AssumeRole").integer("PackedPolicySize"))
    #expect((90...100).contains(size))
    let token = try #require(try answer.signing().token)
    #expect(token.exposed.utf8.count < 4096)
    #expect(try world.call("GetCallerIdentity", as: answer.signing()).status == 200)
  }
}
