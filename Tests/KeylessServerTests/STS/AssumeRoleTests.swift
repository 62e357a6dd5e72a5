import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import KeylessTesting
import Testing

@Suite("assuming a role with a signature")
struct AssumeRoleTests {
  static let account = "arn:aws:iam::111122223333:root"
  static let ada = World.userARN("ada")

  @Test("a user gets credentials of the role, and is the role's session with them")
  func answers() throws {
    let world = try World()
    let ada = try world.addUser("ada")
    let role = try world.addRole("target", trusting: [World.trust(Self.ada)])
    let answer = try world.assume(role, as: ada, session: "job-1")
    let result = try answer.result("AssumeRole")
    #expect(result.child("AssumedRoleUser")?.string("AssumedRoleId") == "AROAEXAMPLETARGET:job-1")
    let arn = "arn:aws:sts::111122223333:assumed-role/target/job-1"
    #expect(result.child("AssumedRoleUser")?.string("Arn") == arn)
    #expect(result.child("PackedPolicySize") == nil)
    #expect(result.child("SourceIdentity") == nil)
    #expect(result.child("Credentials")?.time("Expiration") == Forges.now + 3600)
    let session = try answer.signing()
    #expect(AccessKeyID(session.accessKeyID)?.kind == .session)
    #expect(AccessKeyID(session.accessKeyID)?.account?.text == World.account)
    #expect(try world.identity(of: session) == arn)
    #expect(try world.identity(of: ada) == Self.ada)
    #expect(world.book.calls.first?.outcome == .answered(identity: arn))
    #expect(!world.book.text.contains(session.secret.exposed))
    #expect(!world.book.text.contains(try #require(session.token).exposed))
  }

  @Test("the path of a role is part of its ARN and no part of its session's")
  func path() throws {
    let world = try World()
    let ada = try world.addUser("ada")
    let role = try world.addRole("ci/prod/target", trusting: [World.trust(Self.ada)])
    let session = try world.assume(role, as: ada).signing()
    #expect(try world.identity(of: session) == "arn:aws:sts::111122223333:assumed-role/target/link")
    let bare = try world.assume(World.roleARN("target"), as: ada).error("AssumeRole")
    #expect(bare == .mayNotAssume(Self.ada, World.roleARN("target")))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var trust: [JSON]
    var identity: [JSON]
    var isLetIn: Bool

    init(_ description: String, _ trust: [JSON], _ identity: [JSON], _ isLetIn: Bool) {
      testDescription = description
      self.trust = trust
      self.identity = identity
      self.isLetIn = isLetIn
    }
  }

  static let target = World.roleARN("target")
  static let may = World.allow("sts:AssumeRole", on: target)
  static let sameAccount: [Case] = [
    Case("named, without a policy of its own", [World.trust(ada)], [], true),
    Case("another user is named", [World.trust(World.userARN("eve"))], [may], false),
    Case("the account is named, and its own policy allows", [World.trust(account)], [may], true),
    Case("the account is named, and nothing else", [World.trust(account)], [], false),
    Case("the account by its number", [World.trust("111122223333")], [may], true),
    Case("another account is named", [World.trust("arn:aws:iam::444455556666:root")], [may], false),
    Case("everybody is named", [World.trust("*")], [], true),
    Case("its own policy allows, and nobody is named", [World.trust(World.userARN("eve"))], [World.allow("*")], false),
    Case(
      "its own policy allows another role",
      [World.trust(account)],
      [World.allow("sts:*", on: World.roleARN("x"))],
      false
    ),
    Case("named, and its own policy denies", [World.trust(ada)], [World.deny("sts:AssumeRole")], false),
    Case("named for another action", [World.trust(ada, ["sts:TagSession"])], [may], false),
    Case(
      "named, and denied by the trust policy",
      [World.trust(ada), ["Effect": "Deny", "Principal": ["AWS": .string(ada)], "Action": "sts:AssumeRole"]],
      [may],
      false
    ),
  ]

  @Test(
    "in one account, to be named suffices, and an account that is named leaves it to the user's policies",
    arguments: sameAccount
  )
  func inOneAccount(example: Case) throws {
    let world = try World()
    let key = try world.addUser("ada", example.identity.first ?? World.allow("s3:ListAllMyBuckets"))
    try world.addRole("target", trusting: example.trust)
    let answer = try world.assume(Self.target, as: key)
    if example.isLetIn {
      #expect(answer.status == 200, "\(world.book.text)")
    } else {
      #expect(try answer.error("AssumeRole") == .mayNotAssume(Self.ada, Self.target))
    }
  }

  @Test(
    "across accounts the role must trust the caller and the caller must be allowed to ask",
    arguments: [World.userARN("ada"), "arn:aws:iam::111122223333:root"]
  )
  func acrossAccounts(principal: String) throws {
    let world = try World()
    let there = World.roleARN("target", account: World.otherAccount)
    func isLetIn(trust: [JSON], _ identity: JSON) throws -> Bool {
      let key = try world.addUser("ada", identity)
      try world.addRole("target", trusting: trust, account: World.otherAccount)
      let answer = try world.assume(there, as: key)
      if answer.status == 200 {
        let session = try answer.signing()
        #expect(AccessKeyID(session.accessKeyID)?.account?.text == World.otherAccount)
        return try world.identity(of: session) == "arn:aws:sts::444455556666:assumed-role/target/link"
      }
      #expect(try answer.error("AssumeRole") == .mayNotAssume(Self.ada, there))
      return false
    }
    let may = World.allow("sts:AssumeRole", on: there)
    let nothing = World.allow("s3:ListAllMyBuckets")
    #expect(try isLetIn(trust: [World.trust(principal)], may))
    #expect(try !isLetIn(trust: [World.trust(principal)], nothing))
    #expect(try !isLetIn(trust: [World.trust("arn:aws:iam::444455556666:root")], may))
    #expect(try !isLetIn(trust: [World.trust("arn:aws:iam::444455556666:root")], nothing))
    #expect(try !isLetIn(trust: [World.trust(principal)], World.deny("sts:*")))
  }

  @Test("a role that is named is spared its own policies, and neither its boundary nor its session's policy")
  func namedRole() throws {
    let world = try World()
    let ada = try world.addUser("ada")
    let boundary = try world.addPolicy("fence", World.allow("s3:*"))
    for (limit, isLetIn) in [(String?.none, true), (boundary, false)] {
      let first = try world.addRole("first", trusting: [World.trust(Self.ada)], boundary: limit)
      try world.addRole("target", trusting: [World.trust(first)])
      let session = try world.assume(first, as: ada).signing()
      #expect(try (world.assume(Self.target, as: session).status == 200) == isLetIn)
    }
    let first = try world.addRole("first", trusting: [World.trust(Self.ada)])
    for (action, isLetIn) in [("sts:AssumeRole", true), ("sts:TagSession", false)] {
      let narrow = ["Policy": World.policy(World.allow(action))]
      let session = try world.assume(first, as: ada, narrow).signing()
      #expect(try (world.assume(Self.target, as: session).status == 200) == isLetIn)
    }
    // The session by its own name: nothing else has a say.
    try world.addRole("target", trusting: [World.trust("arn:aws:sts::111122223333:assumed-role/first/link")])
    let session = try world.assume(first, as: ada, ["Policy": World.policy(World.allow("s3:*"))]).signing()
    #expect(try world.assume(Self.target, as: session).status == 200)
    let other = try world.assume(first, as: ada, session: "other").signing()
    #expect(try world.assume(Self.target, as: other).error("AssumeRole").code == "AccessDenied")
  }

  @Test("a role that is not there, is elsewhere or is no role gets the answer of one that does not trust the caller")
  func noSuchRole() throws {
    let world = try World()
    let ada = try world.addUser("ada", World.allow("*"))
    for arn in [
      World.roleARN("nobody"), World.roleARN("nobody", account: "999988887777"), World.userARN("someone"),
      "arn:aws-cn:iam::111122223333:role/deploy", "arn:aws:s3:::bucket-of-mine", World.roleARN("DEPLOY"),
      "arn:aws:iam::11112222333:role/deploy",
    ] {
      #expect(try world.assume(arn, as: ada).error("AssumeRole") == .mayNotAssume(Self.ada, arn))
      #expect(world.book.calls.last?.findings.first == "there is no role \(arn)")
    }
    #expect(try world.assume(World.deploy, as: ada).error("AssumeRole") == .mayNotAssume(Self.ada, World.deploy))
  }

  @Test(
    "what is no ARN at all is told back",
    arguments: [
      "nothing-valid-in-here", "arn::b:::something/test-role", "arn:a::::something/test-role",
      "arn:a:::something/test-role", "arn:a:a::aaaaaaaaaa:", "arn:aws:iam::111122223333:role/a b",
    ]
  )
  func noARN(text: String) throws {
    let world = try World()
    let ada = try world.addUser("ada")
    #expect(try world.assume(text, as: ada).error("AssumeRole") == .validation("\(text) is invalid"))
  }

  static let violations: [([String: String], String)] = [
    (
      ["RoleArn": "short"],
      "Value 'short' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20"
    ),
    (
      ["RoleSessionName": "Session1:2"],
      #"Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*"#
    ),
    (
      ["DurationSeconds": "20"],
      "Value '20' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"
    ),
    (
      ["DurationSeconds": "43201"],
      "Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200"
    ),
    (
      ["ExternalId": "x"],
      "Value 'x' at 'externalId' failed to satisfy constraint: Member must have length greater than or equal to 2"
    ),
    (
      ["ExternalId": "a b"],
      #"Value 'a b' at 'externalId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@:\/-]*"#
    ),
    (
      ["SourceIdentity": "x"],
      "Value 'x' at 'sourceIdentity' failed to satisfy constraint: Member must have length greater than or equal to 2"
    ),
    (
      ["Policy": ""],
      "Value '' at 'policy' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'policy' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"
    ),
    (
      ["PolicyArns.member.1.arn": "short"],
      "Value 'short' at 'policyArns.1.member.arn' failed to satisfy constraint: Member must have length greater than or equal to 20"
    ),
    (
      ["Tags.member.1.Key": "a"], "Value at 'tags.1.member.value' failed to satisfy constraint: Member must not be null"
    ),
    (
      ["Tags.member.1.Key": "a*", "Tags.member.1.Value": ""],
      #"Value 'a*' at 'tags.1.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+"#
    ),
  ]

  @Test("broken constraints are told in AWS's words", arguments: violations)
  func constraints(parameters: [String: String], text: String) throws {
    let world = try World()
    let ada = try world.addUser("ada")
    let error = try world.assume(Self.target, as: ada, parameters).error("AssumeRole")
    let count = text.split(separator: "; Value").count
    let noun = count == 1 ? "1 validation error" : "\(count) validation errors"
    #expect(error == .validation("\(noun) detected: \(text)"))
  }

  @Test("missing parameters are told together")
  func missing() throws {
    let world = try World()
    let error = try world.call("AssumeRole", as: world.addUser("ada")).error("AssumeRole")
    #expect(
      error
        == .validation(
          "2 validation errors detected: Value at 'roleArn' failed to satisfy constraint: Member must not be null; "
            + "Value at 'roleSessionName' failed to satisfy constraint: Member must not be null"
        )
    )
  }

  @Test("more than ten managed policies and more than fifty tags are too many")
  func lists() throws {
    let world = try World()
    let ada = try world.addUser("ada")
    var arns: [String: String] = [:]
    for number in 1...11 { arns["PolicyArns.member.\(number).arn"] = "arn:aws:iam::aws:policy/ReadOnlyAccess" }
    let policies = try world.assume(Self.target, as: ada, arns).error("AssumeRole")
    #expect(
      policies.message.contains(
        "at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10"
      )
    )
    var tags: [String: String] = [:]
    for number in 1...51 {
      tags["Tags.member.\(number).Key"] = "k\(number)"
      tags["Tags.member.\(number).Value"] = ""
    }
    let tagged = try world.assume(Self.target, as: ada, tags).error("AssumeRole")
    #expect(
      tagged.message.contains(
        "at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50"
      )
    )
    let gap = try world.assume(Self.target, as: ada, ["Tags.member.2.Key": "a", "Tags.member.2.Value": "b"])
    #expect(try gap.error("AssumeRole").code == "MalformedInput")
  }

  @Test("what is not built is refused by name")
  func notBuilt() throws {
    let world = try World()
    let ada = try world.addUser("ada", World.allow("*"))
    try world.addRole("target", trusting: [World.trust(Self.ada)])
    for (parameters, name) in [
      (["SerialNumber": "arn:aws:iam::111122223333:mfa/ada", "TokenCode": "123456"], "SerialNumber, TokenCode"),
      (
        ["ProvidedContexts.member.1.ProviderArn": "arn:aws:iam::aws:contextProvider/IdentityCenter"], "ProvidedContexts"
      ),
    ] {
      let error = try world.assume(Self.target, as: ada, parameters).error("AssumeRole")
      #expect(error.code == "NotImplemented")
      #expect(error.message.contains(name))
    }
    for action in [
      "GetFederationToken", "DecodeAuthorizationMessage", "AssumeRoot", "GetWebIdentityToken",
      "GetDelegatedAccessToken",
      "AssumeRoleWithSAML",
    ] {
      let error = try world.call(action, as: ada).error(action)
      #expect(error.code == "NotImplemented")
      #expect(error.message.contains("sts:\(action)"))
    }
    // This one comes unsigned.
    let saml = try world.post("Action=AssumeRoleWithSAML&Version=2011-06-15").error("AssumeRoleWithSAML")
    #expect(saml.message.contains("sts:AssumeRoleWithSAML"))
    #expect(try world.assume(Self.target, as: ada).status == 200)
  }
}
