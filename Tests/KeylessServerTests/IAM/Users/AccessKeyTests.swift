import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessTesting
import Testing

@Suite("access keys of users")
struct AccessKeyTests {
  private static func made(_ desk: IAMDesk, _ user: String) throws -> Signing {
    let key = try #require(try desk.ask("CreateAccessKey", ["UserName": user]).child("AccessKey"))
    #expect(key.string("UserName") == user)
    #expect(key.string("Status") == "Active")
    #expect(key.time("CreateDate") == Forges.now)
    return Signing(
      accessKeyID: try #require(key.string("AccessKeyId")),
      secret: SecretAccessKey(try #require(key.string("SecretAccessKey")))
    )
  }

  @Test("a new key carries its account, signs at once, and its secret is seen once and nowhere else")
  func create() throws {
    let desk = try IAMDesk.make()
    try desk.ask("CreateUser", ["UserName": "ann"])
    let key = try Self.made(desk, "ann")
    #expect(AccessKeyID(key.accessKeyID)?.account?.text == World.account)
    #expect(AccessKeyID(key.accessKeyID)?.kind == .longTerm)
    #expect(key.secret.exposed.utf8.count == 40)
    #expect(try desk.world.identity(of: key) == World.userARN("ann"))
    #expect(try !desk.answer("ListAccessKeys", ["UserName": "ann"]).body.contains("Secret"))
    #expect(!desk.world.book.text.contains(key.secret.exposed))
    let other = try Self.made(desk, "ann")
    #expect(other.secret.exposed != key.secret.exposed)
    let forged = Signing(accessKeyID: key.accessKeyID, secret: other.secret)
    #expect(
      try desk.world.call("GetCallerIdentity", as: forged).error("GetCallerIdentity").code == "SignatureDoesNotMatch"
    )
    try desk.expect(
      "LimitExceeded",
      409,
      "Cannot exceed quota for AccessKeysPerUser: 2",
      "CreateAccessKey",
      ["UserName": "ann"]
    )
    try desk.expect(
      "NoSuchEntity",
      404,
      "The user with name nobody cannot be found.",
      "CreateAccessKey",
      ["UserName": "nobody"]
    )
  }

  @Test("a key that is switched off signs nothing until it is switched on again")
  func update() throws {
    let desk = try IAMDesk.make()
    try desk.ask("CreateUser", ["UserName": "ann"])
    let key = try Self.made(desk, "ann")
    let ids = ["UserName": "ann", "AccessKeyId": key.accessKeyID]
    try desk.ask("UpdateAccessKey", ids.merging(["Status": "Inactive"]) { $1 })
    #expect(try desk.world.call("GetCallerIdentity", as: key).error("GetCallerIdentity").code == "InvalidClientTokenId")
    #expect(try desk.ask("ListAccessKeys", ["UserName": "ann"]).texts("AccessKeyMetadata", "Status") == ["Inactive"])
    try desk.ask("UpdateAccessKey", ids.merging(["Status": "Active"]) { $1 })
    #expect(try desk.world.identity(of: key) == World.userARN("ann"))
    try desk.expect(
      "ValidationError",
      400,
      "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set",
      "UpdateAccessKey",
      ids.merging(["Status": "Sleepy"]) { $1 }
    )
    #expect(try desk.refusal("UpdateAccessKey", ids.merging(["Status": "Expired"]) { $1 }).code == "InvalidInput")
  }

  @Test("a deleted key is nobody's, and only the keys of the named user can be touched")
  func delete() throws {
    let desk = try IAMDesk.make()
    try desk.ask("CreateUser", ["UserName": "ann"])
    try desk.ask("CreateUser", ["UserName": "bob"])
    let key = try Self.made(desk, "ann")
    let missing = "The Access Key with id \(key.accessKeyID) cannot be found."
    for (action, more) in [("DeleteAccessKey", [:]), ("UpdateAccessKey", ["Status": "Inactive"])] {
      let parameters = ["UserName": "bob", "AccessKeyId": key.accessKeyID].merging(more) { $1 }
      try desk.expect("NoSuchEntity", 404, missing, action, parameters)
    }
    #expect(try desk.world.identity(of: key) == World.userARN("ann"))
    try desk.ask("DeleteAccessKey", ["UserName": "ann", "AccessKeyId": key.accessKeyID])
    #expect(try desk.world.call("GetCallerIdentity", as: key).error("GetCallerIdentity").code == "InvalidClientTokenId")
    try desk.expect(
      "NoSuchEntity",
      404,
      missing,
      "DeleteAccessKey",
      ["UserName": "ann", "AccessKeyId": key.accessKeyID]
    )
    #expect(try desk.refusal("DeleteAccessKey", ["UserName": "ann", "AccessKeyId": "short"]).code == "ValidationError")
  }

  @Test("the last use of a key is known, and a key that nobody has is told apart from none of the caller's business")
  func lastUsed() throws {
    let desk = try IAMDesk.make()
    try desk.ask("CreateUser", ["UserName": "ann"])
    let key = try Self.made(desk, "ann")
    let id = ["AccessKeyId": key.accessKeyID]
    let never = try desk.ask("GetAccessKeyLastUsed", id)
    #expect(never.string("UserName") == "ann")
    #expect(never.child("AccessKeyLastUsed")?.string("ServiceName") == "N/A")
    #expect(never.child("AccessKeyLastUsed")?.string("Region") == "N/A")
    #expect(never.child("AccessKeyLastUsed")?.has("LastUsedDate") == false)
    desk.world.machine.advance(seconds: 100)
    _ = try desk.world.call("GetCallerIdentity", as: key, region: "eu-north-1")
    let used = try #require(try desk.ask("GetAccessKeyLastUsed", id).child("AccessKeyLastUsed"))
    #expect(used.string("ServiceName") == "sts")
    #expect(used.string("Region") == "eu-north-1")
    #expect(used.time("LastUsedDate") == Forges.now + 100)
    try desk.expect(
      "AccessDenied",
      403,
      "User: \(World.userARN("root-ish")) is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key "
        + "AKIAIOSFODNN7EXAMPLE",
      "GetAccessKeyLastUsed",
      ["AccessKeyId": "AKIAIOSFODNN7EXAMPLE"]
    )
  }
}
