import KeylessAWS
import KeylessAccounts
import KeylessCalls
import Testing

@Suite("IAM users")
struct UserTests {
  private static let boundary = "arn:aws:iam::aws:policy/PowerUserAccess"

  @Test("a user is made with what the call says, shown, listed and deleted")
  func lifeCycle() throws {
    let desk = try IAMDesk.make()
    let made = try desk.ask(
      "CreateUser",
      [
        "UserName": "ann", "Path": "/team/", "PermissionsBoundary": Self.boundary, "Tags.member.1.Key": "Team",
        "Tags.member.1.Value": "shop", "Tags.member.2.Key": "Empty", "Tags.member.2.Value": "",
      ]
    )
    let user = try #require(made.child("User"))
    #expect(user.string("Arn") == "arn:aws:iam::111122223333:user/team/ann")
    #expect(user.string("Path") == "/team/")
    #expect(UniqueID(user.string("UserId") ?? "")?.kind == .user)
    #expect(user.time("CreateDate") == Forges.now)
    #expect(user.texts("Tags", "Key") == ["Team", "Empty"])
    #expect(user.child("PermissionsBoundary")?.string("PermissionsBoundaryArn") == Self.boundary)
    #expect(user.child("PermissionsBoundary")?.string("PermissionsBoundaryType") == "Policy")
    #expect(!user.has("PasswordLastUsed"))

    let shown = try #require(try desk.ask("GetUser", ["UserName": "ANN"]).child("User"))
    #expect(shown.string("UserId") == user.string("UserId"))
    #expect(shown.string("UserName") == "ann")
    let listed = try desk.ask("ListUsers", ["PathPrefix": "/team/"]).members("Users")
    #expect(listed.compactMap { $0.string("UserName") } == ["ann"])
    #expect(listed.allSatisfy { !$0.has("Tags") && !$0.has("PermissionsBoundary") })
    try desk.ask("DeleteUser", ["UserName": "ann"])
    #expect(desk.account.user(named: "ann") == nil)
    try desk.expect("NoSuchEntity", 404, "The user with name ann cannot be found.", "GetUser", ["UserName": "ann"])
    try desk.expect("NoSuchEntity", 404, "The user with name ann cannot be found.", "DeleteUser", ["UserName": "ann"])
  }

  @Test("a user's name is unique whatever its case, and a new user of an old name is another one")
  func names() throws {
    let desk = try IAMDesk.make()
    let first = try desk.ask("CreateUser", ["UserName": "ann"]).child("User")?.string("UserId")
    try desk.expect(
      "EntityAlreadyExists",
      409,
      "User with name Ann already exists.",
      "CreateUser",
      ["UserName": "Ann", "Path": "/x/"]
    )
    try desk.ask("DeleteUser", ["UserName": "Ann"])
    let second = try desk.ask("CreateUser", ["UserName": "ann"]).child("User")?.string("UserId")
    #expect(first != second && first != nil)
  }

  @Test("what a call without a name is about is the caller, and a session must name somebody")
  func caller() throws {
    let desk = try IAMDesk.make()
    #expect(try desk.ask("GetUser").child("User")?.string("UserName") == "root-ish")
    #expect(try desk.ask("ListAccessKeys").texts("AccessKeyMetadata", "UserName") == ["root-ish"])
    let role = try desk.world.addRole("worker", trusting: [World.trust(World.account)], World.allow("*"))
    let session = try desk.world.assume(role, as: desk.signing).signing()
    let other = IAMDesk(world: desk.world, signing: session)
    for action in ["GetUser", "ListAccessKeys", "CreateAccessKey", "ListMFADevices", "GetLoginProfile"] {
      try other.expect("ValidationError", 400, "Must specify userName when calling with non-User credentials", action)
    }
    #expect(try other.ask("GetUser", ["UserName": "root-ish"]).child("User") != nil)
  }

  @Test("parameters that break IAM's rules are refused, all of them in one message")
  func parameters() throws {
    let desk = try IAMDesk.make()
    let long = String(repeating: "a", count: 65)
    try desk.expect(
      "ValidationError",
      400,
      "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must not be null",
      "CreateUser"
    )
    try desk.expect(
      "ValidationError",
      400,
      "2 validation errors detected: Value at 'userName' failed to satisfy constraint: Member must have length less "
        + "than or equal to 64; Value at 'permissionsBoundary' failed to satisfy constraint: Member must have length "
        + "greater than or equal to 20",
      "CreateUser",
      ["UserName": long, "PermissionsBoundary": "arn:aws"]
    )
    try desk.expect(
      "ValidationError",
      400,
      "The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: "
        + "+=,.@_-",
      "CreateUser",
      ["UserName": "a b"]
    )
    try desk.expect(
      "ValidationError",
      400,
      "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters "
        + "and/or / characters.",
      "CreateUser",
      ["UserName": "ann", "Path": "team"]
    )
    try desk.expect(
      "NoSuchEntity",
      404,
      "Scope ARN: arn:aws:iam::aws:policy/Nothing does not exist or is not attachable.",
      "CreateUser",
      ["UserName": "ann", "PermissionsBoundary": "arn:aws:iam::aws:policy/Nothing"]
    )
    try desk.expect(
      "InvalidInput",
      400,
      "ARN arn:aws:iam::111122223333:not_a_policy/invalid is not valid.",
      "CreateUser",
      ["UserName": "ann", "PermissionsBoundary": "arn:aws:iam::111122223333:not_a_policy/invalid"]
    )
    // A policy of another partition is none of this one's.
    #expect(
      try desk.refusal(
        "CreateUser",
        ["UserName": "ann", "PermissionsBoundary": "arn:aws-cn:iam::aws:policy/PowerUserAccess"]
      ).code == "NoSuchEntity"
    )
    #expect(desk.account.user(named: "ann") == nil)
  }

  @Test("lists come in pages that neither repeat nor lose anybody, and a foreign marker is refused")
  func pages() throws {
    let desk = try IAMDesk.make()
    for number in 0..<7 {
      try desk.ask("CreateUser", ["UserName": "U\(number)", "Path": number < 5 ? "/in/" : "/out/"])
    }
    var names: [String] = []
    var marker: String?
    var rounds = 0
    repeat {
      let page = try desk.ask(
        "ListUsers",
        ["PathPrefix": "/in/", "MaxItems": "2"].merging(marker.map { ["Marker": $0] } ?? [:]) { $1 }
      )
      names += page.texts("Users", "UserName")
      #expect(page.string("IsTruncated") == (page.has("Marker") ? "true" : "false"))
      marker = page.string("Marker")
      rounds += 1
      // Deleting what was already delivered moves nothing.
      if rounds == 1 { try desk.ask("DeleteUser", ["UserName": "u1"]) }
    } while marker != nil && rounds < 10
    #expect(names == ["U0", "U1", "U2", "U3", "U4"])
    #expect(rounds == 3)
    for marker in ["nonsense", "AAAA", "!"] {
      try desk.expect("ValidationError", 400, "Invalid Marker.", "ListUsers", ["Marker": marker])
    }
    #expect(try desk.refusal("ListUsers", ["MaxItems": "0"]).code == "ValidationError")
    #expect(try desk.refusal("ListUsers", ["MaxItems": "1001"]).code == "ValidationError")
    #expect(try desk.refusal("ListUsers", ["PathPrefix": "in"]).code == "ValidationError")
  }

  @Test("another name or path keeps the id, the keys and the policies, and nobody else's name can be taken")
  func rename() throws {
    let desk = try IAMDesk.make()
    let ann = try desk.world.addUser("ann", World.allow("iam:GetUser"))
    try desk.ask("CreateUser", ["UserName": "bob"])
    let before = try #require(desk.account.user(named: "ann"))
    try desk.expect(
      "EntityAlreadyExists",
      409,
      "User with name BOB already exists.",
      "UpdateUser",
      ["UserName": "ann", "NewUserName": "BOB"]
    )
    try desk.ask("UpdateUser", ["UserName": "ann", "NewUserName": "Ann"])
    #expect(desk.account.user(named: "ann")?.name == "Ann")
    try desk.ask("UpdateUser", ["UserName": "ann", "NewUserName": "anna", "NewPath": "/x/"])
    let after = try #require(desk.account.user(named: "anna"))
    #expect(after.arn == "arn:aws:iam::111122223333:user/x/anna")
    #expect(after.uniqueID == before.uniqueID)
    #expect(after.permissions == before.permissions)
    #expect(desk.account.user(named: "ann") == nil)
    #expect(try desk.world.identity(of: ann) == after.arn)
    try desk.expect(
      "NoSuchEntity",
      404,
      "The user with name ann cannot be found.",
      "UpdateUser",
      ["UserName": "ann", "NewPath": "/"]
    )
  }

  @Test("moving a user needs a permission for where it goes as well")
  func renamePermission() throws {
    let desk = try IAMDesk.make()
    try desk.ask("CreateUser", ["UserName": "ann"])
    let mover = try desk.world.addUser("mover", World.allow("iam:UpdateUser", on: World.userARN("ann")))
    let error = try IAMDesk(world: desk.world, signing: mover)
      .refusal("UpdateUser", ["UserName": "ann", "NewPath": "/admins/"])
    #expect(error.code == "AccessDenied")
    #expect(error.message.contains("on resource: arn:aws:iam::111122223333:user/admins/ann because"))
    #expect(desk.account.user(named: "ann")?.path == "/")
  }

  @Test("a user with keys or policies is not deleted")
  func conflicts() throws {
    let desk = try IAMDesk.make()
    try desk.ask("CreateUser", ["UserName": "ann"])
    let key = try desk.ask("CreateAccessKey", ["UserName": "ann"]).child("AccessKey")?.string("AccessKeyId") ?? ""
    try desk.ask("AttachUserPolicy", ["UserName": "ann", "PolicyArn": Self.boundary])
    try desk.ask(
      "PutUserPolicy",
      ["UserName": "ann", "PolicyName": "p", "PolicyDocument": World.policy(World.allow("s3:GetObject"))]
    )
    let ann = ["UserName": "ann"]
    try desk.expect("DeleteConflict", 409, "Cannot delete entity, must delete access keys first.", "DeleteUser", ann)
    try desk.ask("DeleteAccessKey", ["UserName": "ann", "AccessKeyId": key])
    try desk.expect("DeleteConflict", 409, "Cannot delete entity, must detach all policies first.", "DeleteUser", ann)
    try desk.ask("DetachUserPolicy", ["UserName": "ann", "PolicyArn": Self.boundary])
    try desk.expect("DeleteConflict", 409, "Cannot delete entity, must delete policies first.", "DeleteUser", ann)
    try desk.ask("DeleteUserPolicy", ["UserName": "ann", "PolicyName": "p"])
    try desk.ask("DeleteUser", ann)
  }

  @Test("tags are added, changed whatever the case of their keys, listed in pages and removed")
  func tags() throws {
    let desk = try IAMDesk.make()
    try desk.ask("CreateUser", ["UserName": "ann", "Tags.member.1.Key": "Team", "Tags.member.1.Value": "a"])
    try desk.ask(
      "TagUser",
      [
        "UserName": "ann", "Tags.member.1.Key": "TEAM", "Tags.member.1.Value": "b", "Tags.member.2.Key": "Stage",
        "Tags.member.2.Value": "",
      ]
    )
    let first = try desk.ask("ListUserTags", ["UserName": "ann", "MaxItems": "1"])
    let second = try desk.ask("ListUserTags", ["UserName": "ann", "Marker": first.string("Marker") ?? ""])
    let all = first.members("Tags") + second.members("Tags")
    #expect(Set(all.compactMap { $0.string("Value") }) == ["b", ""])
    #expect(second.string("IsTruncated") == "false")
    try desk.ask("UntagUser", ["UserName": "ann", "TagKeys.member.1": "stage", "TagKeys.member.2": "absent"])
    #expect(desk.account.user(named: "ann")?.tags.map(\.value) == ["b"])

    try desk.expect(
      "InvalidInput",
      400,
      "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
      "TagUser",
      [
        "UserName": "ann", "Tags.member.1.Key": "a", "Tags.member.1.Value": "", "Tags.member.2.Key": "A",
        "Tags.member.2.Value": "",
      ]
    )
    try desk.expect(
      "ValidationError",
      400,
      "1 validation error detected: Value at 'tags.1.member.key' failed to satisfy constraint: Member must satisfy "
        + #"regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+"#,
      "TagUser",
      ["UserName": "ann", "Tags.member.1.Key": "a&b", "Tags.member.1.Value": ""]
    )
    var many = ["UserName": "ann"]
    for number in 1...50 {
      many["Tags.member.\(number).Key"] = "k\(number)"
      many["Tags.member.\(number).Value"] = "v"
    }
    try desk.expect("LimitExceeded", 409, "The number of tags has reached the maximum limit.", "TagUser", many)
    #expect(desk.account.user(named: "ann")?.tags.count == 1)
    #expect(try desk.refusal("TagUser", ["UserName": "ann"]).code == "ValidationError")
    #expect(try desk.refusal("UntagUser", ["UserName": "ann"]).code == "ValidationError")
    #expect(
      try desk.refusal("TagUser", ["UserName": "nobody", "Tags.member.1.Key": "a", "Tags.member.1.Value": ""]).code
        == "NoSuchEntity"
    )
    #expect(try desk.refusal("UntagUser", ["UserName": "nobody", "TagKeys.member.1": "a"]).code == "NoSuchEntity")
    #expect(try desk.refusal("ListUserTags", ["UserName": "nobody"]).code == "NoSuchEntity")
  }

  @Test("a boundary is put, decides from then on, and is taken away")
  func boundary() throws {
    let desk = try IAMDesk.make()
    let ann = IAMDesk(world: desk.world, signing: try desk.world.addUser("ann", World.allow("*")))
    #expect(try ann.answer("ListUsers").status == 200)
    let put = ["UserName": "ann", "PermissionsBoundary": "arn:aws:iam::aws:policy/AmazonS3FullAccess"]
    try desk.ask("PutUserPermissionsBoundary", put)
    let error = try ann.refusal("ListUsers")
    #expect(error.message.hasSuffix("because no permissions boundary allows the iam:ListUsers action"))
    try desk.ask("DeleteUserPermissionsBoundary", ["UserName": "ann"])
    #expect(try ann.answer("ListUsers").status == 200)
    #expect(try desk.refusal("DeleteUserPermissionsBoundary", ["UserName": "nobody"]).code == "NoSuchEntity")
    #expect(
      try desk.refusal("PutUserPermissionsBoundary", put.merging(["UserName": "nobody"]) { $1 }).code == "NoSuchEntity"
    )
    #expect(
      try desk.refusal(
        "PutUserPermissionsBoundary",
        ["UserName": "ann", "PermissionsBoundary": "arn:aws:iam::aws:policy/Nothing"]
      ).message == "Scope ARN: arn:aws:iam::aws:policy/Nothing does not exist or is not attachable."
    )
  }
}
