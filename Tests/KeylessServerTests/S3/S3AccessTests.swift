import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

@Suite("who may do what in S3")
struct S3AccessTests {
  private static let arn = "arn:aws:s3:::acme-shop-state"

  private static func policy(_ statements: JSON...) -> String {
    JSON.object([.init("Version", "2012-10-17"), .init("Statement", .array(statements))]).compact
  }

  private static func statement(
    _ principal: JSON,
    _ actions: [String],
    on resources: [String] = ["\(arn)/*"],
    when condition: JSON? = nil,
    effect: String = "Allow"
  ) -> JSON {
    var members: [JSON.Member] = [
      .init("Effect", .string(effect)), .init("Principal", principal),
      .init("Action", .array(actions.map(JSON.string))), .init("Resource", .array(resources.map(JSON.string))),
    ]
    if let condition { members.append(.init("Condition", condition)) }
    return .object(members)
  }

  private static func setPolicy(_ text: String, _ world: World, as signing: Signing) throws -> ServerAnswer {
    try world.s3("PUT", "/acme-shop-state", query: "policy=", body: text, as: signing)
  }

  private static func openTheGate(_ world: World, as signing: Signing) throws {
    let status = try world.s3("DELETE", "/acme-shop-state", query: "publicAccessBlock=", as: signing).status
    #expect(status == 204)
  }

  @Test("a role for one key of the state reads and locks that, and nothing beside it")
  func stateRole() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let job = try world.addUser(
      "job",
      World.allow("s3:GetObject", "s3:PutObject", on: "\(Self.arn)/shop.tfstate"),
      World.allow("s3:GetObject", "s3:PutObject", "s3:DeleteObject", on: "\(Self.arn)/shop.tfstate.tflock"),
      [
        "Effect": "Allow", "Action": "s3:ListBucket", "Resource": .string(Self.arn),
        "Condition": ["StringEquals": ["s3:prefix": ["shop.tfstate", "env:/"]]],
      ]
    )
    #expect(try world.put("shop.tfstate", "{}", as: job).status == 200)
    #expect(try world.get("shop.tfstate", as: job).body == "{}")
    #expect(try world.put("shop.tfstate.tflock", "{}", ["If-None-Match": "*"], as: job).status == 200)
    #expect(try world.s3("DELETE", "/acme-shop-state/shop.tfstate.tflock", as: job).status == 204)
    let list = "list-type=2&prefix=env%3A%2F"
    #expect(try world.s3("GET", "/acme-shop-state", query: list, as: job).status == 200)

    #expect(try world.s3("GET", "/acme-shop-state", query: "list-type=2", as: job).status == 403)
    #expect(try world.s3("GET", "/acme-shop-state", query: "list-type=2&prefix=other", as: job).status == 403)
    let delete = try world.s3("DELETE", "/acme-shop-state/shop.tfstate", as: job)
    #expect(delete.status == 403)
    #expect(delete.code == "AccessDenied")
    #expect(
      delete.message
        == "User: arn:aws:iam::111122223333:user/job is not authorized to perform: s3:DeleteObject on resource: "
        + "\"arn:aws:s3:::acme-shop-state/shop.tfstate\" because no identity-based policy allows the s3:DeleteObject action"
    )
    #expect(try world.put("other.tfstate", as: job).status == 403)
    #expect(try world.get("shop.tfstate", query: "versionId=null", as: job).status == 403)
    #expect(try world.get("shop.tfstate", query: "tagging=", as: job).status == 403)
    #expect(try world.put("shop.tfstate", "x", ["x-amz-tagging": "a=b"], as: job).status == 403)
    #expect(try world.s3("DELETE", "/acme-shop-state", as: job).status == 403)
    #expect(world.book.calls.last?.action == "DeleteBucket")
    #expect(world.book.calls.last?.findings == ["s3:DeleteBucket not allowed by any identity-based policy"])
  }

  @Test("what is not there is a 404 only to whoever may list")
  func missing() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let reader = try world.addUser("reader", World.allow("s3:GetObject", "s3:GetObjectVersion", on: "\(Self.arn)/*"))
    let lister = try world.addUser(
      "lister",
      World.allow("s3:GetObject", on: "\(Self.arn)/*"),
      World.allow("s3:ListBucket", on: Self.arn)
    )
    let hidden = try world.get("nothing", as: reader)
    #expect(hidden.status == 403)
    #expect(
      hidden.message
        == "User: arn:aws:iam::111122223333:user/reader is not authorized to perform: s3:ListBucket on resource: "
        + "\"arn:aws:s3:::acme-shop-state\" because no identity-based policy allows the s3:ListBucket action"
    )
    #expect(try world.s3("HEAD", "/acme-shop-state/nothing", as: reader).status == 403)
    #expect(try world.get("nothing", as: lister).code == "NoSuchKey")
    #expect(try world.s3("HEAD", "/acme-shop-state/nothing", as: lister).status == 404)
    // Whoever may not read learns nothing, wherever it looks.
    let blind = try world.addUser("blind", World.allow("s3:ListBucket", on: Self.arn))
    #expect(try world.get("nothing", as: blind).status == 403)
    #expect(try world.get("nothing", bucket: "no-such-bucket", as: blind).code == "NoSuchBucket")
  }

  @Test("conditions see the prefix, the encryption, tags and the writer's condition")
  func conditionKeys() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    func user(_ name: String, _ action: String, _ condition: JSON) throws -> Signing {
      try world.addUser(
        name,
        ["Effect": "Allow", "Action": .string(action), "Resource": "*", "Condition": condition],
        World.allow("s3:PutObjectTagging")
      )
    }
    let encrypted = try user(
      "encrypted",
      "s3:PutObject",
      ["StringEquals": ["s3:x-amz-server-side-encryption": "aws:kms"]]
    )
    #expect(try world.put("k", as: encrypted).status == 403)
    #expect(try world.put("k", "x", ["x-amz-server-side-encryption": "AES256"], as: encrypted).status == 403)
    #expect(try world.put("k", "x", ["x-amz-server-side-encryption": "aws:kms"], as: encrypted).status == 200)

    let locker = try user("locker", "s3:PutObject", ["StringEquals": ["s3:if-none-match": "*"]])
    #expect(try world.put("lock", as: locker).status == 403)
    #expect(try world.put("lock", "x", ["If-None-Match": "*"], as: locker).status == 200)

    let tagger = try user(
      "tagger",
      "s3:PutObject",
      [
        "StringEquals": ["s3:RequestObjectTag/team": "shop"],
        "ForAllValues:StringEquals": ["s3:RequestObjectTagKeys": "team"],
      ]
    )
    #expect(try world.put("k", "x", ["x-amz-tagging": "team=web"], as: tagger).status == 403)
    #expect(try world.put("k", "x", ["x-amz-tagging": "team=shop&other=1"], as: tagger).status == 403)
    #expect(try world.put("k", "x", ["x-amz-tagging": "team=shop"], as: tagger).status == 200)

    let team = try user("team", "s3:GetObject", ["StringEquals": ["s3:ExistingObjectTag/team": "shop"]])
    #expect(try world.get("k", as: team).status == 200)
    #expect(try world.get("lock", as: team).status == 403)

    let few = try user("few", "s3:ListBucket", ["NumericLessThanEquals": ["s3:max-keys": "10"]])
    #expect(try world.s3("GET", "/acme-shop-state", query: "list-type=2&max-keys=10", as: few).status == 200)
    #expect(try world.s3("GET", "/acme-shop-state", query: "list-type=2&max-keys=11", as: few).status == 403)
    #expect(try world.s3("GET", "/acme-shop-state", query: "list-type=2", as: few).status == 403)
  }

  @Test("an object under a customer's key needs the key as well, one under S3's own does not")
  func keys() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let key = "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012"
    let headers = ["x-amz-server-side-encryption": "aws:kms", "x-amz-server-side-encryption-aws-kms-key-id": key]
    let plain = try world.addUser("plain", World.allow("s3:*"))
    let writer = try world.addUser("writer", World.allow("s3:*"), World.allow("kms:GenerateDataKey", on: key))
    let reader = try world.addUser("reader", World.allow("s3:*"), World.allow("kms:Decrypt", on: key))
    let refused = try world.put("k", "x", headers, as: plain)
    #expect(refused.status == 403)
    #expect(
      refused.message
        == "User: arn:aws:iam::111122223333:user/plain is not authorized to perform: kms:GenerateDataKey on resource: "
        + "\"\(key)\" because no identity-based policy allows the kms:GenerateDataKey action"
    )
    #expect(try world.put("k", "x", headers, as: writer).status == 200)
    #expect(try world.get("k", as: writer).status == 403)
    #expect(try world.get("k", as: reader).status == 200)
    #expect(try world.put("own", "x", ["x-amz-server-side-encryption": "aws:kms"], as: plain).status == 200)
    #expect(try world.get("own", as: plain).status == 200)
  }

  @Test("the usual policy of a state bucket denies nobody who comes over TLS, and one that denies is heeded")
  func denials() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let both = [Self.arn, "\(Self.arn)/*"]
    let tls = Self.statement("*", ["s3:*"], on: both, when: ["Bool": ["aws:SecureTransport": "false"]], effect: "Deny")
    let old = Self.statement(
      "*",
      ["s3:*"],
      on: both,
      when: ["NumericLessThan": ["s3:TlsVersion": "1.2"]],
      effect: "Deny"
    )
    #expect(try Self.setPolicy(Self.policy(tls, old), world, as: admin).status == 204)
    #expect(try world.put("k", as: admin).status == 200)
    let text = try world.s3("GET", "/acme-shop-state", query: "policy=", as: admin)
    #expect(text.body == Self.policy(tls, old))
    #expect(text.contentType == "application/json")
    let deny = Self.statement("*", ["s3:DeleteObject"], effect: "Deny")
    #expect(try Self.setPolicy(Self.policy(deny), world, as: admin).status == 204)
    let refused = try world.s3("DELETE", "/acme-shop-state/k", as: admin)
    #expect(refused.status == 403)
    #expect(refused.message?.hasSuffix("with an explicit deny in a resource-based policy") == true)
    #expect(try world.s3("DELETE", "/acme-shop-state", query: "policy=", as: admin).status == 204)
    #expect(try world.s3("DELETE", "/acme-shop-state/k", as: admin).status == 204)
  }

  @Test("another account needs its own policy and the bucket's, and never manages the policy")
  func crossAccount() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    try world.put("k", "x", as: admin)
    let guest = try world.addUser("guest", World.allow("s3:*"), account: World.otherAccount)
    let poor = try world.addUser("poor", World.allow("sts:*"), account: World.otherAccount)
    #expect(try world.get("k", as: guest).status == 403)
    let allow = Self.statement(["AWS": .string(World.otherAccount)], ["s3:*"], on: [Self.arn, "\(Self.arn)/*"])
    #expect(try Self.setPolicy(Self.policy(allow), world, as: admin).status == 204)
    #expect(try world.get("k", as: guest).status == 200)
    #expect(try world.get("k", as: poor).status == 403)
    #expect(try world.s3("GET", "/acme-shop-state", query: "policy=", as: guest).status == 405)
    #expect(try Self.setPolicy(Self.policy(allow), world, as: guest).code == "MethodNotAllowed")
    #expect(try world.s3("GET", "/", as: guest).xml().child("Buckets")?.children.isEmpty == true)
  }

  @Test("nobody at all is let in by a policy of the bucket only, and only where public policies are let in")
  func anonymous() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    try world.put("public/k", "x", as: admin)
    let open = Self.policy(Self.statement("*", ["s3:GetObject"], on: ["\(Self.arn)/public/*"]))
    let blocked = try Self.setPolicy(open, world, as: admin)
    #expect(blocked.status == 403)
    #expect(
      blocked.message
        == "User: arn:aws:iam::111122223333:user/root-like is not authorized to perform: s3:PutBucketPolicy on resource: "
        + "\"arn:aws:s3:::acme-shop-state\" because public policies are prevented by the BlockPublicPolicy setting in S3 "
        + "Block Public Access."
    )
    let closed = try world.get("public/k", as: nil)
    #expect(closed.status == 403)
    #expect(closed.message == "Access Denied")
    #expect(world.book.calls.last?.caller == .unsigned)
    try Self.openTheGate(world, as: admin)
    #expect(try Self.setPolicy(open, world, as: admin).status == 204)
    #expect(try world.get("public/k", as: nil).body == "x")
    #expect(try world.get("private/k", as: nil).status == 403)
    // Nothing there, and nobody may list: the same answer.
    #expect(try world.get("public/other", as: nil).status == 403)
    #expect(try world.put("public/k", "y", as: nil).status == 403)
    #expect(try world.s3("PUT", "/new-bucket", as: nil).status == 403)
    #expect(try world.s3("GET", "/", as: nil).status == 403)
    #expect(try world.get("public/k", query: "response-content-type=x%2Fy", as: nil).code == "InvalidRequest")
    let status = try world.s3("GET", "/acme-shop-state", query: "policyStatus=", as: admin)
    #expect(try status.xml().string("IsPublic") == "true")
    // Shut again, the policy stays and lets in nobody but the owner's account.
    let restrict =
      "<PublicAccessBlockConfiguration><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>"
    _ = try world.s3("PUT", "/acme-shop-state", query: "publicAccessBlock=", body: restrict, as: admin)
    #expect(try world.get("public/k", as: nil).status == 403)
    let guest = try world.addUser("guest", World.allow("s3:*"), account: World.otherAccount)
    #expect(try world.get("public/k", as: guest).status == 403)
    let local = try world.addUser("local", World.allow("sts:*"))
    #expect(try world.get("public/k", as: local).status == 200)
  }

  @Test("a job's session is judged by its role, its boundary and its session policy")
  func sessions() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    try world.put("k", "x", as: admin)
    var role = try #require(world.accounts.role(arn: World.deploy, account: World.account))
    role.permissions = try world.permissions([World.allow("s3:GetObject", "s3:ListBucket")])
    try world.accounts.put(.role(role))
    let job = Signing(try world.session())
    #expect(try world.get("k", as: job).status == 200)
    #expect(try world.put("k", as: job).status == 403)
    #expect(
      world.book.calls.last?.caller
        == .session(arn: "arn:aws:sts::111122223333:assumed-role/deploy/job-42", accessKeyID: job.accessKeyID)
    )
    let narrow = try world.exchange(
      world.token(),
      ["Policy": Self.policy(World.allow("s3:ListBucket"))]
    )
    #expect(try world.get("k", as: Signing(narrow.output().credentials)).status == 403)
  }

  @Test("a list of all buckets is refused without naming a resource, as S3 does")
  func listBuckets() throws {
    let world = try World()
    let user = try world.addUser("user", World.allow("s3:ListBucket"))
    let answer = try world.s3("GET", "/", as: user)
    #expect(
      answer.message
        == "User: arn:aws:iam::111122223333:user/user is not authorized to perform: s3:ListAllMyBuckets because no "
        + "identity-based policy allows the s3:ListAllMyBuckets action"
    )
    let lister = try world.addUser("lister", World.allow("s3:ListAllMyBuckets", on: "arn:aws:s3:::*"))
    #expect(try world.s3("GET", "/", as: lister).status == 200)
  }

  @Test("DeleteObjects refuses what the caller may not delete and deletes the rest")
  func deleteObjects() throws {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    for key in ["mine/a", "other/b"] { try world.put(key, as: admin) }
    let user = try world.addUser("user", World.allow("s3:DeleteObject", on: "\(Self.arn)/mine/*"))
    let body = "<Delete><Object><Key>mine/a</Key></Object><Object><Key>other/b</Key></Object></Delete>"
    let headers = ["Content-MD5": Base64.encode(Digest.md5(Array(body.utf8)))]
    let answer = try world.s3("POST", "/acme-shop-state", query: "delete=", headers, body: body, as: user)
    #expect(answer.status == 200)
    let root = try answer.xml()
    #expect(root.child("Deleted")?.string("Key") == "mine/a")
    #expect(root.child("Error")?.string("Key") == "other/b")
    #expect(root.child("Error")?.string("Code") == "AccessDenied")
    #expect(try world.get("other/b", as: admin).status == 200)
    #expect(try world.get("mine/a", as: admin).code == "NoSuchKey")
  }
}
