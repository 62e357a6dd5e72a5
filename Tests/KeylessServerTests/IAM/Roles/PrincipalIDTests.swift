import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy
import KeylessServer
import KeylessSource
import Testing

@Suite("policies mean the users and roles that they were written for")
struct PrincipalIDTests {
  private static let ada = World.userARN("ada")

  /// A user made by a call, with what signs for it.
  private static func makeUser(_ name: String, _ aws: Administration) throws -> Signing {
    try aws.ask("CreateUser", ["UserName": name])
    return try key(of: name, aws)
  }

  private static func key(of name: String, _ aws: Administration) throws -> Signing {
    let made = try #require(try aws.ask("CreateAccessKey", ["UserName": name]).child("AccessKey"))
    return Signing(
      accessKeyID: try #require(made.string("AccessKeyId")),
      secret: SecretAccessKey(try #require(made.string("SecretAccessKey")))
    )
  }

  private static func deleteUser(_ name: String, _ key: Signing, _ aws: Administration) throws {
    try aws.ask("DeleteAccessKey", ["UserName": name, "AccessKeyId": key.accessKeyID])
    try aws.ask("DeleteUser", ["UserName": name])
  }

  private static func document(_ role: WireElement?) throws -> String {
    let encoded = try #require(role?.string("AssumeRolePolicyDocument"))
    return String(
      decoding: try #require(PercentEncoding.decode(Array(encoded.utf8)[...], plusIsSpace: false)),
      as: UTF8.self
    )
  }

  private static func trust(of role: String, _ aws: Administration) throws -> String {
    try document(aws.ask("GetRole", ["RoleName": role]).child("Role"))
  }

  @Test("a document that names users and roles comes back byte for byte while they are there")
  func unchanged() throws {
    let aws = try Administration()
    _ = try Self.makeUser("ada", aws)
    try aws.makeRole("helper", ["Path": "/ci/"])
    let text = """
      { "Version" : "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": [ "\(World.roleARN("ci/helper"))", "\(Self.ada)", "111122223333" ],
            "Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"},
          {"Sid": "other é", "Effect": "Deny", "Principal": {"AWS": "\(Self.ada)"}, "Action": "sts:TagSession"}
        ] }
      """
    let made = try aws.makeRole("target", ["AssumeRolePolicyDocument": text]).child("Role")
    #expect(try Self.document(made) == text)
    #expect(try Self.trust(of: "target", aws) == text)
    let listed = try aws.ask("ListRoles").child("Roles")?.children.first { $0.string("RoleName") == "target" }
    #expect(try Self.document(listed) == text)
    let details = try aws.ask("GetAccountAuthorizationDetails", ["Filter.member.1": "Role"])
    let detail = details.child("RoleDetailList")?.children.first { $0.string("RoleName") == "target" }
    #expect(try Self.document(detail) == text)
    let described = try aws.ask("UpdateRoleDescription", ["RoleName": "target", "Description": "x"]).child("Role")
    #expect(try Self.document(described) == text)

    let kept = try #require(aws.world.accounts.role(arn: World.roleARN("target"), account: World.account)?.trust.text)
    #expect(!kept.contains(Self.ada) && !kept.contains("role/ci/helper"))
    #expect(kept.contains("\"111122223333\"") && kept.contains("ec2.amazonaws.com"))

    try aws.ask("UpdateAssumeRolePolicy", ["RoleName": "helper", "PolicyDocument": text])
    #expect(try Self.trust(of: "helper", aws) == text)
  }

  @Test("a document that names nobody in particular is kept as it was sent")
  func untouched() throws {
    let aws = try Administration()
    let stranger = World.roleARN("ours", account: "999999999999")
    let text = " " + World.policy(World.trust("arn:aws:iam::111122223333:root"), World.trust(stranger)) + "\n"
    try aws.makeRole("target", ["AssumeRolePolicyDocument": text])
    #expect(aws.world.accounts.role(arn: World.roleARN("target"), account: World.account)?.trust.text == text)
    #expect(try Self.trust(of: "target", aws) == text)
  }

  @Test("a user that is made again is not let in by what the old one of its name was given")
  func madeAgain() throws {
    let aws = try Administration()
    let ada = try Self.makeUser("ada", aws)
    let text = World.policy(World.trust(Self.ada))
    try aws.makeRole("target", ["AssumeRolePolicyDocument": text])
    let target = World.roleARN("target")
    #expect(try aws.world.assume(target, as: ada).status == 200)

    let id = try #require(try aws.ask("GetUser", ["UserName": "ada"]).text("User", "UserId"))
    try Self.deleteUser("ada", ada, aws)
    #expect(try Self.trust(of: "target", aws) == text.replacing(Self.ada, with: id))
    let again = try Self.makeUser("ada", aws)
    #expect(try Self.trust(of: "target", aws) == text.replacing(Self.ada, with: id))
    #expect(try aws.world.assume(target, as: again).error("AssumeRole") == .mayNotAssume(Self.ada, target))

    // Writing the name again means the user that has it now.
    try aws.ask("UpdateAssumeRolePolicy", ["RoleName": "target", "PolicyDocument": text])
    #expect(try Self.trust(of: "target", aws) == text)
    #expect(try aws.world.assume(target, as: again).status == 200)
  }

  @Test("a role that is made again is not let in by what the old one of its name was given")
  func roleMadeAgain() throws {
    let aws = try Administration()
    let everyone = ["PolicyName": "p", "PolicyDocument": World.policy(World.allow("sts:AssumeRole"))]
    func helper() throws -> Signing {
      try aws.makeRole("helper", ["AssumeRolePolicyDocument": Administration.trust])
      return try aws.world.assume(World.roleARN("helper"), as: aws.admin).signing()
    }
    let first = try helper()
    let text = World.policy(World.trust(World.roleARN("helper")))
    try aws.makeRole("target", ["AssumeRolePolicyDocument": text])
    #expect(try aws.world.assume(World.roleARN("target"), as: first).status == 200)
    try aws.ask("DeleteRole", ["RoleName": "helper"])
    let second = try helper()
    try aws.ask("PutRolePolicy", ["RoleName": "helper"].merging(everyone) { $1 })
    #expect(try aws.world.assume(World.roleARN("target"), as: second).error("AssumeRole").code == "AccessDenied")
    #expect(try Self.trust(of: "target", aws).contains("\"AWS\":\"AROA"))
  }

  @Test("a user that is renamed keeps what it was given, and is shown by its new name")
  func renamed() throws {
    let aws = try Administration()
    let ada = try Self.makeUser("ada", aws)
    let text = World.policy(World.trust(Self.ada))
    try aws.makeRole("target", ["AssumeRolePolicyDocument": text])
    try aws.ask("UpdateUser", ["UserName": "ada", "NewUserName": "lovelace", "NewPath": "/math/"])
    let arn = World.userARN("math/lovelace")
    #expect(try Self.trust(of: "target", aws) == text.replacing(Self.ada, with: arn))
    #expect(try aws.world.assume(World.roleARN("target"), as: ada).status == 200)
    // Whoever takes the old name takes nothing with it.
    let heir = try Self.makeUser("ada", aws)
    #expect(try aws.world.assume(World.roleARN("target"), as: heir).error("AssumeRole").code == "AccessDenied")
  }

  @Test("an id may be written while somebody has it, and is refused once nobody does")
  func writtenIDs() throws {
    let aws = try Administration()
    let ada = try Self.makeUser("ada", aws)
    let id = try #require(try aws.ask("GetUser", ["UserName": "ada"]).text("User", "UserId"))
    let text = World.policy(World.trust(id))
    try aws.makeRole("target", ["AssumeRolePolicyDocument": text])
    #expect(try Self.trust(of: "target", aws) == text.replacing(id, with: Self.ada))
    #expect(try aws.world.assume(World.roleARN("target"), as: ada).status == 200)
    try Self.deleteUser("ada", ada, aws)
    let refused = try aws.refusal("CreateRole", ["RoleName": "other", "AssumeRolePolicyDocument": text])
    #expect(refused == .iam("MalformedPolicyDocument", 400, "Invalid principal in policy: \"AWS\":\"\(id)\""))
  }

  @Test("a bucket's policy means the user that it was written for")
  func buckets() throws {
    let aws = try Administration()
    let world = aws.world
    try world.makeBucket(as: aws.admin)
    try world.put("key", as: aws.admin)
    let ada = try Self.makeUser("ada", aws)
    let text = """
      {"Version":"2012-10-17", "Statement":[{"Effect":"Allow","Principal":{"AWS":"\(Self.ada)"},"Action":"s3:GetObject",
      "Resource":"arn:aws:s3:::acme-shop-state/*"}]}
      """
    func shown() throws -> String {
      try world.s3("GET", "/acme-shop-state", query: "policy=", as: aws.admin).body
    }
    #expect(try world.s3("PUT", "/acme-shop-state", query: "policy=", body: text, as: aws.admin).status == 204)
    #expect(try shown() == text)
    #expect(try world.get("key", as: ada).status == 200)

    let id = try #require(try aws.ask("GetUser", ["UserName": "ada"]).text("User", "UserId"))
    try Self.deleteUser("ada", ada, aws)
    let heir = try Self.makeUser("ada", aws)
    #expect(try world.get("key", as: heir).code == "AccessDenied")
    #expect(try shown() == text.replacing(Self.ada, with: id))
    // What is shown cannot be written: nobody has the id.
    let again = try world.s3("PUT", "/acme-shop-state", query: "policy=", body: shown(), as: aws.admin)
    #expect(again.message == "Invalid principal in policy")
    #expect(try world.s3("PUT", "/acme-shop-state", query: "policy=", body: text, as: aws.admin).status == 204)
    #expect(try world.get("key", as: heir).status == 200)
  }
}
