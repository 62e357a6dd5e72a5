import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessSource
import Testing

/// Which permission each call about users needs (Service Authorization Reference, "AWS Identity and Access Management").
@Suite("the permissions of calls about users")
struct UserPermissionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var action: String
    var resource: String
    var parameters: [String: String]

    init(_ action: String, _ parameters: [String: String] = [:], on resource: String = World.userARN("ann")) {
      self.action = action
      self.resource = resource
      self.parameters = parameters
    }

    var testDescription: String { action }
  }

  private static let policy = "arn:aws:iam::aws:policy/PowerUserAccess"
  private static let ann = ["UserName": "ann"]

  private static func ann(_ more: [String: String]) -> [String: String] { ann.merging(more) { $1 } }

  static let cases: [Case] = [
    Case("CreateUser", ["UserName": "new", "Path": "/p/"], on: "arn:aws:iam::111122223333:user/p/new"),
    Case("GetUser", ann), Case("ListUsers", on: "arn:aws:iam::111122223333:user/"),
    Case("ListUsers", ["PathPrefix": "/p/"], on: "arn:aws:iam::111122223333:user/p/"),
    Case("UpdateUser", ann(["NewPath": "/p/"])), Case("DeleteUser", ann),
    Case("TagUser", ann(["Tags.member.1.Key": "a", "Tags.member.1.Value": "b"])),
    Case("UntagUser", ann(["TagKeys.member.1": "a"])), Case("ListUserTags", ann),
    Case("PutUserPermissionsBoundary", ann(["PermissionsBoundary": policy])),
    Case("DeleteUserPermissionsBoundary", ann), Case("CreateAccessKey", ann), Case("ListAccessKeys", ann),
    Case("UpdateAccessKey", ann(["AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "Status": "Active"])),
    Case("DeleteAccessKey", ann(["AccessKeyId": "AKIAIOSFODNN7EXAMPLE"])),
    Case("PutUserPolicy", ann(["PolicyName": "p", "PolicyDocument": "{}"])),
    Case("GetUserPolicy", ann(["PolicyName": "p"])), Case("ListUserPolicies", ann),
    Case("DeleteUserPolicy", ann(["PolicyName": "p"])), Case("AttachUserPolicy", ann(["PolicyArn": policy])),
    Case("DetachUserPolicy", ann(["PolicyArn": policy])), Case("ListAttachedUserPolicies", ann),
    Case("ListGroupsForUser", ann), Case("ListMFADevices", ann), Case("ListSSHPublicKeys", ann),
    Case("ListSigningCertificates", ann), Case("ListServiceSpecificCredentials", ann), Case("GetLoginProfile", ann),
    Case("DeleteLoginProfile", ann), Case("ListVirtualMFADevices", on: "*"),
    Case("ListGroups", on: "arn:aws:iam::111122223333:group/"), Case("GetAccountSummary", on: "*"),
    Case("ListAccountAliases", on: "*"), Case("GetAccountPasswordPolicy", on: "*"),
    Case("GetAccountAuthorizationDetails", on: "*"),
    Case("SimulatePrincipalPolicy", ["PolicySourceArn": World.userARN("ann"), "ActionNames.member.1": "s3:Get"]),
    Case(
      "SimulateCustomPolicy",
      ["PolicyInputList.member.1": World.policy(World.allow("*")), "ActionNames.member.1": "s3:Get"],
      on: "*"
    ),
    Case("GetContextKeysForPrincipalPolicy", ["PolicySourceArn": World.userARN("ann")]),
    Case("GetContextKeysForCustomPolicy", ["PolicyInputList.member.1": World.policy(World.allow("*"))], on: "*"),
  ]

  @Test("each needs its own action on its own resource: without it AWS's sentence names both", arguments: cases)
  func denied(example: Case) throws {
    let world = try World()
    try world.addUser("ann")
    let nobody = IAMDesk(world: world, signing: try world.addUser("nobody"))
    let error = try nobody.refusal(example.action, example.parameters)
    #expect(
      error
        == QueryError(
          code: "AccessDenied",
          status: 403,
          message: "User: \(World.userARN("nobody")) is not authorized to perform: iam:\(example.action) on resource: "
            + "\(example.resource) because no identity-based policy allows the iam:\(example.action) action"
        )
    )
  }

  @Test("with exactly that permission the call is no longer denied", arguments: cases)
  func allowed(example: Case) throws {
    let world = try World()
    try world.addUser("ann")
    var statements = [World.allow("iam:\(example.action)", on: example.resource)]
    // A move is asked about both places.
    if example.action == "UpdateUser" {
      statements.append(World.allow("iam:UpdateUser", on: "arn:aws:iam::111122223333:user/p/ann"))
    }
    let signing = try world.addUser("somebody", statements[0], statements[statements.count - 1])
    let answer = try IAMDesk(world: world, signing: signing).answer(example.action, example.parameters)
    #expect(!answer.body.contains("<Code>AccessDenied</Code>"), "\(answer.body)")
  }

  private static func when(_ action: String, _ condition: JSON) -> JSON {
    ["Effect": "Allow", "Action": .string(action), "Resource": "*", "Condition": condition]
  }

  @Test("tags of the request and of the user are condition keys")
  func tags() throws {
    let world = try World()
    try world.addUser("ann", tags: [ResourceTag("Team", "shop")])
    try world.addUser("bob", tags: [ResourceTag("Team", "till")])
    let own = try world.addUser(
      "keeper",
      Self.when("iam:GetUser", ["StringEquals": ["aws:ResourceTag/Team": "shop"]]),
      Self.when("iam:ListUserTags", ["StringEquals": ["iam:ResourceTag/team": "shop"]]),
      Self.when("iam:CreateUser", ["StringEquals": ["aws:RequestTag/Team": "shop"]]),
      Self.when("iam:TagUser", ["ForAllValues:StringEquals": ["aws:TagKeys": ["Stage"]]]),
      Self.when("iam:UntagUser", ["ForAllValues:StringEquals": ["aws:TagKeys": ["Stage"]]]),
      // Whoever makes a user with tags must be allowed to tag it.
      World.allow("iam:TagUser", on: World.userARN("new"))
    )
    let desk = IAMDesk(world: world, signing: own)
    #expect(try desk.answer("GetUser", ["UserName": "ann"]).status == 200)
    #expect(try desk.answer("GetUser", ["UserName": "bob"]).status == 403)
    #expect(try desk.answer("ListUserTags", ["UserName": "ann"]).status == 200)
    #expect(try desk.answer("ListUserTags", ["UserName": "bob"]).status == 403)
    let tag = { (key: String, value: String) in ["Tags.member.1.Key": key, "Tags.member.1.Value": value] }
    #expect(try desk.answer("CreateUser", tag("Team", "till").merging(["UserName": "new"]) { $1 }).status == 403)
    #expect(try desk.answer("CreateUser", ["UserName": "new"]).status == 403)
    #expect(try desk.answer("CreateUser", tag("Team", "shop").merging(["UserName": "new"]) { $1 }).status == 200)
    #expect(try desk.answer("TagUser", tag("Team", "x").merging(["UserName": "ann"]) { $1 }).status == 403)
    #expect(try desk.answer("TagUser", tag("Stage", "x").merging(["UserName": "ann"]) { $1 }).status == 200)
    #expect(try desk.answer("UntagUser", ["UserName": "ann", "TagKeys.member.1": "Team"]).status == 403)
    #expect(try desk.answer("UntagUser", ["UserName": "ann", "TagKeys.member.1": "Stage"]).status == 200)
  }

  @Test("the policy to attach and the boundary to set are condition keys")
  func policies() throws {
    let world = try World()
    try world.addUser("ann")
    let keeper = try world.addUser(
      "keeper",
      Self.when("iam:AttachUserPolicy", ["ArnEquals": ["iam:PolicyARN": .string(Self.policy)]]),
      Self.when("iam:CreateUser", ["StringEquals": ["iam:PermissionsBoundary": .string(Self.policy)]]),
      Self.when("iam:PutUserPolicy", ["StringEquals": ["iam:PermissionsBoundary": .string(Self.policy)]]),
      Self.when("iam:PutUserPermissionsBoundary", ["StringEquals": ["iam:PermissionsBoundary": .string(Self.policy)]])
    )
    let desk = IAMDesk(world: world, signing: keeper)
    let other = "arn:aws:iam::aws:policy/AdministratorAccess"
    #expect(try desk.answer("AttachUserPolicy", Self.ann(["PolicyArn": other])).status == 403)
    #expect(try desk.answer("AttachUserPolicy", Self.ann(["PolicyArn": Self.policy])).status == 200)
    let document = World.policy(World.allow("s3:*"))
    let put = Self.ann(["PolicyName": "p", "PolicyDocument": document])
    // Not while the user has no boundary.
    #expect(try desk.answer("PutUserPolicy", put).status == 403)
    #expect(try desk.answer("PutUserPermissionsBoundary", Self.ann(["PermissionsBoundary": other])).status == 403)
    #expect(try desk.answer("PutUserPermissionsBoundary", Self.ann(["PermissionsBoundary": Self.policy])).status == 200)
    #expect(try desk.answer("PutUserPolicy", put).status == 200)
    #expect(try desk.answer("CreateUser", ["UserName": "free"]).status == 403)
    #expect(try desk.answer("CreateUser", ["UserName": "bound", "PermissionsBoundary": Self.policy]).status == 200)
  }

  @Test("the last use of a key is asked of its owner")
  func lastUsed() throws {
    let world = try World()
    let ann = try world.addUser("ann")
    let nobody = IAMDesk(world: world, signing: try world.addUser("nobody"))
    let error = try nobody.refusal("GetAccessKeyLastUsed", ["AccessKeyId": ann.accessKeyID])
    #expect(error.message.contains("iam:GetAccessKeyLastUsed on resource: \(World.userARN("ann")) because"))
    let keeper = try world.addUser("keeper", World.allow("iam:GetAccessKeyLastUsed", on: World.userARN("ann")))
    let desk = IAMDesk(world: world, signing: keeper)
    #expect(try desk.answer("GetAccessKeyLastUsed", ["AccessKeyId": ann.accessKeyID]).status == 200)
  }
}
