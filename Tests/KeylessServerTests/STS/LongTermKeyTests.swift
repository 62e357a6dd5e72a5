import HTTPTypes
import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

@Suite("long-term keys and the scope of their signatures")
struct LongTermKeyTests {
  static let invalid = QueryError(
    code: "InvalidClientTokenId",
    status: 403,
    message: "The security token included in the request is invalid."
  )
  static let badSignature = CallerIdentityTests.badSignature

  private static func refusal(_ world: World, _ signing: Signing) throws -> QueryError? {
    let answer = try world.call("GetCallerIdentity", as: signing)
    return answer.status == 200 ? nil : try answer.error("GetCallerIdentity")
  }

  @Test("a user's key is good while it is active and there")
  func key() throws {
    let world = try World()
    let ada = try world.addUser("ada")
    let identity = try world.call("GetCallerIdentity", as: ada).identity()
    #expect(identity.arn == World.userARN("ada"))
    #expect(identity.userID == "AIDAEXAMPLEADA")
    #expect(identity.account == World.account)
    #expect(world.book.calls.last?.caller == .user(arn: World.userARN("ada"), accessKeyID: ada.accessKeyID))

    guard var user = world.accounts.snapshot[World.account].user(named: "ada") else { throw Unexpected("no user") }
    user.accessKeys[0].isActive = false
    try world.accounts.put(.user(user))
    #expect(try Self.refusal(world, ada) == Self.invalid)
    #expect(world.book.text.contains("is inactive"))
    #expect(world.book.calls.last?.caller == .unverified(accessKeyID: ada.accessKeyID))
    user.accessKeys[0].isActive = true
    try world.accounts.put(.user(user))
    #expect(try Self.refusal(world, ada) == nil)
    user.accessKeys = []
    try world.accounts.put(.user(user))
    #expect(try Self.refusal(world, ada) == Self.invalid)
  }

  @Test("another user's secret, an unknown key and a key of another kind are refused")
  func wrongKeys() throws {
    let world = try World()
    let ada = try world.addUser("ada")
    let eve = try world.addUser("eve", account: World.otherAccount)
    #expect(
      try Self.refusal(world, Signing(accessKeyID: ada.accessKeyID, secret: eve.secret)) == Self.badSignature
    )
    for id in [
      "AKIAIOSFODNN7EXAMPLE", "AKIAQNZGKIQY56JQ7WML", ada.accessKeyID.lowercased(), ada.accessKeyID + "A",
      "ASIA" + ada.accessKeyID.dropFirst(4), "x",
    ] {
      #expect(try Self.refusal(world, Signing(accessKeyID: id, secret: ada.secret)) == Self.invalid, "\(id)")
    }
    let session = try world.call("GetSessionToken", as: ada).signing("GetSessionToken")
    // A session's secret without its token, and a user's key with a session's token.
    #expect(
      try Self.refusal(world, Signing(accessKeyID: session.accessKeyID, secret: session.secret)) == Self.invalid
    )
    #expect(
      try Self.refusal(world, Signing(accessKeyID: ada.accessKeyID, secret: ada.secret, token: session.token))
        == Self.invalid
    )
    let other = try world.call("GetSessionToken", as: ada).signing("GetSessionToken")
    #expect(
      try Self.refusal(
        world,
        Signing(accessKeyID: session.accessKeyID, secret: session.secret, token: other.token)
      ) == Self.invalid
    )
    #expect(try Self.refusal(world, session) == nil)
  }

  @Test("an administrator's key stands for its user, and for nobody when the user is gone")
  func administrator() throws {
    let secret = SecretAccessKey(String(repeating: "a", count: 40))
    let account = try #require(AccountID(World.account))
    let world = try World(
      settings: Settings(
        region: World.region,
        administrators: [
          Administrator(account: account, userName: "admin", accessKeyID: "AKIAADMINISTRATOR000", secret: secret)
        ]
      )
    )
    let admin = Signing(accessKeyID: "AKIAADMINISTRATOR000", secret: secret)
    #expect(try Self.refusal(world, admin) == Self.invalid)
    #expect(world.book.text.contains("the administrator `admin` was deleted"))
    try world.addUser("admin", World.allow("*"))
    #expect(try world.identity(of: admin) == World.userARN("admin"))
    #expect(try world.mayAskForKeys(admin))
    let wrong = Signing(accessKeyID: admin.accessKeyID, secret: SecretAccessKey(String(repeating: "b", count: 40)))
    #expect(try Self.refusal(world, wrong) == Self.badSignature)
    // What it may do is what its user may.
    try world.addUser("admin", World.allow("s3:*"))
    #expect(try !world.mayAskForKeys(admin))
    #expect(!world.book.text.contains(secret.exposed))
  }

  @Test("keys and sessions outlive the server that has the same root, and no other")
  func root() throws {
    func world(_ root: UInt8, seed: UInt64) throws -> World {
      try World(seed: seed, settings: Settings(region: World.region, root: [UInt8](repeating: root, count: 32)))
    }
    let first = try world(7, seed: 1)
    let ada = try first.addUser("ada")
    let session = try first.call("GetSessionToken", as: ada).signing("GetSessionToken")
    for (root, isKnown) in [(UInt8(7), true), (8, false)] {
      let later = try world(root, seed: 2)
      for user in first.accounts.snapshot[World.account].allUsers { try later.accounts.put(.user(user)) }
      #expect(try (Self.refusal(later, ada) == nil) == isKnown)
      #expect(try (Self.refusal(later, session) == nil) == isKnown)
    }
  }

  struct RegionCase: Sendable, CustomTestStringConvertible {
    var service: QueryService
    var region: String
    var partition: Partition = .aws
    var isStrict: Bool
    var isGood: Bool
    var testDescription: String { "\(service.signingName) \(region) \(partition) strict: \(isStrict)" }
  }

  static let regions: [RegionCase] = [
    RegionCase(service: .sts, region: "mars-north-7", isStrict: false, isGood: true),
    RegionCase(service: .iam, region: "eu-west-1", isStrict: false, isGood: true),
    RegionCase(service: .sts, region: "eu-west-1", isStrict: true, isGood: true),
    RegionCase(service: .sts, region: "us-east-1", isStrict: true, isGood: true),
    RegionCase(service: .sts, region: "eu-central-1", isStrict: true, isGood: false),
    RegionCase(service: .sts, region: "EU-WEST-1", isStrict: true, isGood: false),
    RegionCase(service: .iam, region: "us-east-1", isStrict: true, isGood: true),
    RegionCase(service: .iam, region: "eu-west-1", isStrict: true, isGood: false),
    RegionCase(service: .sts, region: "us-gov-west-1", partition: .govCloud, isStrict: true, isGood: false),
    RegionCase(service: .sts, region: "eu-west-1", partition: .govCloud, isStrict: true, isGood: true),
    RegionCase(service: .iam, region: "us-gov-west-1", partition: .govCloud, isStrict: true, isGood: true),
    RegionCase(service: .iam, region: "us-east-1", partition: .govCloud, isStrict: true, isGood: false),
  ]

  @Test("any region is accepted, or strictly those that AWS signs a service for", arguments: regions)
  func region(example: RegionCase) throws {
    let rule: SigningRegions = example.isStrict ? .strict : .any
    let machine = TestMachine(now: Forges.now)
    let accounts = try Accounts(partition: example.partition, store: MemoryStore())
    let sessions = try #require(SessionAuthority(root: [UInt8](repeating: 1, count: 32)))
    let account = try #require(AccountID(World.account))
    let secret = SecretAccessKey(String(repeating: "a", count: 40))
    try accounts.put(
      .user(
        User(
          arn: World.userARN("ada"),
          account: World.account,
          path: "/",
          name: "ada",
          uniqueID: "AIDAEXAMPLEADA",
          created: 0
        )
      )
    )
    let authentication = CallerAuthentication(
      accounts: accounts,
      sessions: sessions,
      administrators: [Administrator(account: account, userName: "ada", accessKeyID: "AKIAADA", secret: secret)],
      regions: rule.accepted(for: example.service.signingName, in: World.region, of: example.partition),
      now: machine.system().now()
    )
    let head = HTTPRequestHead(method: "POST", path: "/", headers: [HTTPHeader("Host", "h")], body: [])
    let signer = SigV4Signer(
      accessKeyID: "AKIAADA",
      secret: secret,
      region: example.region,
      service: example.service.signingName
    )
    let request = World.request(try signer.sign(head, at: Forges.now), body: [])
    do {
      _ = try authentication.authenticate(request, service: example.service.signingName)
      #expect(example.isGood)
    } catch {
      #expect(!example.isGood)
      #expect(
        error.error
          == QueryError(
            code: "SignatureDoesNotMatch",
            status: 403,
            message: "Credential should be scoped to a valid region, not '\(example.region)'. "
          )
      )
    }
  }

  @Test("a strict server tells the region before it looks for the key")
  func strictServer() throws {
    let world = try World(settings: Settings(region: World.region, regions: .strict))
    let ada = try world.addUser("ada")
    #expect(try world.call("GetCallerIdentity", as: ada, region: "us-east-1").status == 200)
    let unknown = Signing(accessKeyID: "AKIAQNZGKIQY56JQ7WML", secret: ada.secret)
    for signing in [ada, unknown] {
      let error = try world.call("GetCallerIdentity", as: signing, region: "c").error("GetCallerIdentity")
      #expect(error.message == "Credential should be scoped to a valid region, not 'c'. ")
    }
    let iam = try world.call("ListRoles", as: ada, service: .iam, region: "eu-west-1")
    #expect(iam.body.contains("Credential should be scoped to a valid region") || iam.body.contains("NotImplemented"))
  }

  @Test("older and other ways of signing are told what is wanted")
  func otherVersions() throws {
    let world = try World()
    let ada = try world.addUser("ada")
    let body = "Action=GetCallerIdentity&Version=2011-06-15"
    let old = "AWSAccessKeyId=\(ada.accessKeyID)&SignatureVersion=2&SignatureMethod=HmacSHA256&Signature=abc"
    let inBody = try world.post(body + "&" + old).error("GetCallerIdentity")
    let inQuery = try world.aws.answer(
      IncomingRequest(method: "GET", path: "/", query: "\(body)&\(old)", authority: "127.0.0.1:4566")
    ).error("GetCallerIdentity")
    for error in [inBody, inQuery] {
      #expect(error.code == "IncompleteSignature")
      #expect(error.status == 400)
      #expect(error.message.contains("Signature Version 2"))
    }
    for header in ["AWS \(ada.accessKeyID):abc", "AWS3-HTTPS AWSAccessKeyId=\(ada.accessKeyID)"] {
      let error = try world.post(body, headers: [.authorization: header]).error("GetCallerIdentity")
      #expect(error.code == "IncompleteSignature")
      #expect(error.message.contains("AWS4-HMAC-SHA256"))
    }
    // The asymmetric version 4, whose scope has no region.
    let asymmetric =
      "AWS4-ECDSA-P256-SHA256 Credential=\(ada.accessKeyID)/20260921/sts/aws4_request, SignedHeaders=host, Signature=00"
    let error = try world.post(body, headers: [.authorization: asymmetric]).error("GetCallerIdentity")
    #expect(error.code == "IncompleteSignature")
    #expect(error.message.contains("AWS4-HMAC-SHA256"))
    let presigned = try world.aws.answer(
      IncomingRequest(
        method: "GET",
        path: "/",
        query: body + "&X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Credential=a%2F20260921%2Fsts%2Faws4_request"
          + "&X-Amz-Date=20260921T141320Z&X-Amz-Region-Set=%2A&X-Amz-SignedHeaders=host&X-Amz-Signature=00",
        authority: "127.0.0.1:4566"
      )
    ).error("GetCallerIdentity")
    #expect(presigned.message == "X-Amz-Algorithm must be 'AWS4-HMAC-SHA256'.")
    // Parameters that only sound like a signature are none.
    #expect(try world.post(body + "&Signature=abc").error("GetCallerIdentity").code == "MissingAuthenticationToken")
  }

  @Test("what a client says its body hashes to is not believed")
  func contentHash() throws {
    let world = try World()
    let ada = try world.addUser("ada")
    let body = Array("Action=GetCallerIdentity&Version=2011-06-15".utf8)
    let signer = SigV4Signer(accessKeyID: ada.accessKeyID, secret: ada.secret, region: World.region, service: "sts")
    func status(said: String, signed hash: String?) throws -> Int {
      var head = HTTPRequestHead(
        method: "POST",
        path: "/",
        headers: [
          HTTPHeader("Host", "127.0.0.1:4566"), HTTPHeader("Content-Type", "application/x-www-form-urlencoded"),
          HTTPHeader("X-Amz-Content-Sha256", said),
        ],
        body: body
      )
      if let hash { head.bodyHash = hash }
      return world.aws.answer(World.request(try signer.sign(head, at: Forges.now), body: body)).status
    }
    let real = HTTPRequestHead(method: "POST", path: "/", headers: [], body: body).bodyHash
    #expect(try status(said: real, signed: nil) == 200)
    #expect(try status(said: "UNSIGNED-PAYLOAD", signed: nil) == 200)
    #expect(try status(said: "UNSIGNED-PAYLOAD", signed: "UNSIGNED-PAYLOAD") == 403)
    #expect(try status(said: String(repeating: "0", count: 64), signed: String(repeating: "0", count: 64)) == 403)
  }
}
