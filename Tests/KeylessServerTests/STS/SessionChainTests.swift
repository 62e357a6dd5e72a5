import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import KeylessTesting
import Testing

@Suite("chains of sessions")
struct SessionChainTests {
  static let ada = World.userARN("ada")
  static let all = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
  static let first = World.roleARN("first")
  static let second = World.roleARN("second")
  static let third = World.roleARN("third")

  /// Three roles in a row, the last one in the other account; each may assume the next, and trusts the one before.
  private static func world(_ actions: [String] = all, maxSessionDuration: Int = 43_200) throws -> (World, Signing) {
    let world = try World()
    let key = try world.addUser("ada")
    let may: JSON = ["Effect": "Allow", "Action": .array(actions.map(JSON.string)), "Resource": "*"]
    let look = World.allow("sts:GetAccessKeyInfo")
    for (name, before) in [("first", ada), ("second", first), ("third", second)] {
      try world.addRole(
        name,
        trusting: [World.trust(before, actions)],
        may,
        look,
        maxSessionDuration: maxSessionDuration
      )
    }
    return (world, key)
  }

  private static func opened(_ signing: Signing, _ world: World) throws -> Session {
    guard let token = signing.token else { throw Unexpected("no session") }
    return try world.aws.sessions.open(token, for: signing.accessKeyID).session
  }

  @Test("each link is a session of its own, counted from the first role")
  func depth() throws {
    let (world, key) = try Self.world()
    let one = try world.assume(Self.first, as: key).signing()
    let two = try world.assume(Self.second, as: one).signing()
    let three = try world.assume(Self.third, as: two, session: "end").signing()
    #expect(try [one, two, three].map { try Self.opened($0, world).chainDepth } == [1, 2, 3])
    #expect(try world.identity(of: three) == "arn:aws:sts::111122223333:assumed-role/third/end")
    // No short cut: the third trusts the second alone.
    #expect(try world.assume(Self.third, as: one).error("AssumeRole").code == "AccessDenied")
    #expect(try world.assume(Self.third, as: key).error("AssumeRole").code == "AccessDenied")
    let session = try world.assume(Self.first, as: key, ["DurationSeconds": "900"])
    #expect(try session.result("AssumeRole").child("Credentials")?.time("Expiration") == Forges.now + 900)
  }

  @Test("a session of a chain lasts an hour at most, the first one as long as its role lets it")
  func duration() throws {
    let (world, key) = try Self.world()
    let long = ["DurationSeconds": "43200"]
    let first = try world.assume(Self.first, as: key, long)
    #expect(try first.result("AssumeRole").child("Credentials")?.time("Expiration") == Forges.now + 43_200)
    let refused = try world.assume(Self.second, as: first.signing(), ["DurationSeconds": "3601"]).error("AssumeRole")
    #expect(
      refused
        == .validation(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."
        )
    )
    #expect(try world.assume(Self.second, as: first.signing(), ["DurationSeconds": "3600"]).status == 200)
    // The session of a user is temporary too.
    let user = try world.call("GetSessionToken", as: key).signing("GetSessionToken")
    #expect(try world.assume(Self.first, as: user, ["DurationSeconds": "3601"]).error("AssumeRole") == refused)
    #expect(try world.assume(Self.first, as: user, ["DurationSeconds": "3600"]).status == 200)
  }

  @Test("no session lasts longer than its role lets it")
  func roleMaximum() throws {
    let (world, key) = try Self.world(maxSessionDuration: 7200)
    #expect(try world.assume(Self.first, as: key, ["DurationSeconds": "7200"]).status == 200)
    #expect(
      try world.assume(Self.first, as: key, ["DurationSeconds": "7201"]).error("AssumeRole")
        == .validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
    )
    // Who is not let in does not learn it.
    let eve = try world.addUser("eve")
    let refused = try world.assume(Self.first, as: eve, ["DurationSeconds": "7201"]).error("AssumeRole")
    #expect(refused == .mayNotAssume(World.userARN("eve"), Self.first))
  }

  @Test("a session ends when its own time is over, however long the one before it lives")
  func expiry() throws {
    let (world, key) = try Self.world()
    let one = try world.assume(Self.first, as: key, ["DurationSeconds": "7200"]).signing()
    let two = try world.assume(Self.second, as: one, ["DurationSeconds": "900"]).signing()
    world.machine.advance(seconds: 899)
    #expect(try world.call("GetCallerIdentity", as: two).status == 200)
    world.machine.advance(seconds: 1)
    #expect(try world.call("GetCallerIdentity", as: two).error("GetCallerIdentity").code == "ExpiredToken")
    #expect(try world.call("GetCallerIdentity", as: one).status == 200)
    #expect(try world.assume(Self.third, as: two).error("AssumeRole").code == "ExpiredToken")
  }

  private static let tags = [
    "Tags.member.1.Key": "Star", "Tags.member.1.Value": "1", "Tags.member.2.Key": "Moon", "Tags.member.2.Value": "2",
    "TransitiveTagKeys.member.1": "star",
  ]

  @Test("transitive tags pass on, others do not, and both count as tags")
  func transitiveTags() throws {
    let (world, key) = try Self.world()
    let one = try world.assume(Self.first, as: key, Self.tags)
    #expect(try one.result("AssumeRole").integer("PackedPolicySize") == 3)
    let two = try world.assume(Self.second, as: one.signing())
    #expect(try two.result("AssumeRole").integer("PackedPolicySize") == 1)
    let three = try world.assume(Self.third, as: two.signing()).signing()
    let session = try Self.opened(three, world)
    #expect(session.tags == [Session.Tag("Star", "1")])
    #expect(session.transitiveTagKeys == ["Star"])
    #expect(try Self.opened(one.signing(), world).tags.map(\.key) == ["Star", "Moon"])
  }

  @Test("a tag that is passed on cannot be given anew, transitive or not, whatever its case")
  func conflict() throws {
    let (world, key) = try Self.world()
    let one = try world.assume(Self.first, as: key, Self.tags).signing()
    let conflict = QueryError(
      code: "InvalidParameterValue",
      message: "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key "
        + "from the calling session."
    )
    for transitive in [[:], ["TransitiveTagKeys.member.1": "STAR"]] as [[String: String]] {
      let again = ["Tags.member.1.Key": "STAR", "Tags.member.1.Value": "3"].merging(transitive) { $1 }
      #expect(try world.assume(Self.second, as: one, again).error("AssumeRole") == conflict)
    }
    // The other tag was not passed on, so it is free.
    let free = ["Tags.member.1.Key": "Moon", "Tags.member.1.Value": "3"]
    #expect(try world.assume(Self.second, as: one, free).status == 200)
  }

  @Test("what a chain passes on needs permission at each link")
  func permissionToPassOn() throws {
    let (world, key) = try Self.world()
    try world.addRole("second", trusting: [World.trust(Self.first)])
    let plain = try world.assume(Self.first, as: key).signing()
    #expect(try world.assume(Self.second, as: plain).status == 200)
    let caller = "arn:aws:sts::111122223333:assumed-role/first/link"
    let tagged = try world.assume(Self.first, as: key, Self.tags).signing()
    #expect(
      try world.assume(Self.second, as: tagged).error("AssumeRole")
        == .mayNotAssume(caller, Self.second, "sts:TagSession")
    )
    let named = try world.assume(Self.first, as: key, ["SourceIdentity": "ada"]).signing()
    #expect(
      try world.assume(Self.second, as: named).error("AssumeRole")
        == .mayNotAssume(caller, Self.second, "sts:SetSourceIdentity")
    )
  }

  @Test("a role that passes its source identity on needs the permission itself, also where it is named")
  func permissionOfTheRole() throws {
    let (world, key) = try Self.world()
    for (actions, isLetIn) in [(["sts:SetSourceIdentity"], true), (["sts:AssumeRole"], false)] {
      let may: JSON = ["Effect": "Allow", "Action": .array(actions.map(JSON.string)), "Resource": "*"]
      try world.addRole("first", trusting: [World.trust(Self.ada, Self.all)], may)
      let one = try world.assume(Self.first, as: key, ["SourceIdentity": "ada"]).signing()
      #expect(try (world.assume(Self.second, as: one).status == 200) == isLetIn)
    }
  }

  @Test("a source identity stays for the whole chain and cannot be changed")
  func sourceIdentity() throws {
    let (world, key) = try Self.world()
    let one = try world.assume(Self.first, as: key, ["SourceIdentity": "ada"]).signing()
    let two = try world.assume(Self.second, as: one)
    #expect(try two.result("AssumeRole").string("SourceIdentity") == "ada")
    #expect(try Self.opened(two.signing(), world).sourceIdentity == "ada")
    let same = try world.assume(Self.third, as: two.signing(), ["SourceIdentity": "ada"])
    #expect(try same.result("AssumeRole").string("SourceIdentity") == "ada")
    for other in ["eve", "Ada"] {
      let refused = try world.assume(Self.third, as: two.signing(), ["SourceIdentity": other]).error("AssumeRole")
      let caller = "arn:aws:sts::111122223333:assumed-role/second/link"
      #expect(refused == .mayNotAssume(caller, Self.third, "sts:SetSourceIdentity"))
      #expect(world.book.text.contains("has the source identity `ada`, which cannot be changed"))
    }
    // A later link may be the first to set one.
    let bare = try world.assume(Self.first, as: key).signing()
    #expect(try world.assume(Self.second, as: bare, ["SourceIdentity": "eve"]).status == 200)
  }

  @Test("tags and source identity of a token pass on as those of a call do")
  func fromToken() throws {
    let world = try World()
    let claims: [String: JSON?] = [
      "https://aws.amazon.com/tags": ["principal_tags": ["Team": ["blue"]], "transitive_tag_keys": ["Team"]],
      "https://aws.amazon.com/source_identity": "alice",
    ]
    let answer = world.exchange(try world.selfManaged.token(claims: claims), role: World.open)
    let output = try answer.output()
    #expect(output.packedPolicySize == 2)
    let job = Signing(output.credentials)
    try world.addRole("second", trusting: [World.trust(World.open, Self.all)])
    #expect(
      try world.assume(Self.second, as: job).error("AssumeRole")
        == .mayNotAssume("arn:aws:sts::111122223333:assumed-role/open/job-42", Self.second, "sts:SetSourceIdentity")
    )
    try world.addRole("second", trusting: [World.trust("111122223333", Self.all)])
    guard var open = world.accounts.role(arn: World.open, account: World.account) else { throw Unexpected("no role") }
    open.permissions = try world.permissions([World.allow("sts:*")])
    try world.accounts.put(.role(open))
    let two = try world.assume(Self.second, as: job)
    #expect(try two.result("AssumeRole").string("SourceIdentity") == "alice")
    let session = try Self.opened(two.signing(), world)
    #expect(session.tags == [Session.Tag("Team", "blue")])
    #expect(session.chainDepth == 2)
    // The identity provider is the first session's alone.
    #expect(session.providerARN == nil)
    #expect(session.subject == nil)
  }

  @Test("a session policy does not pass on, and the role that is assumed decides anew")
  func policies() throws {
    let (world, key) = try Self.world()
    let narrow = ["Policy": World.policy(World.allow("sts:AssumeRole"))]
    let one = try world.assume(Self.first, as: key, narrow).signing()
    #expect(try !world.mayAskForKeys(one))
    let two = try world.assume(Self.second, as: one).signing()
    #expect(try world.mayAskForKeys(two))
    #expect(try Self.opened(two, world).policy == nil)
  }

  @Test("a session dies with its role or user, and one that is made again under the name is another")
  func gone() throws {
    let (world, key) = try Self.world()
    let one = try world.assume(Self.first, as: key).signing()
    let two = try world.assume(Self.second, as: one).signing()
    let user = try world.call("GetSessionToken", as: key).signing("GetSessionToken")
    func refusal(_ signing: Signing) throws -> String? {
      let answer = try world.call("GetCallerIdentity", as: signing)
      return answer.status == 200 ? nil : try answer.error("GetCallerIdentity").code
    }
    try world.accounts.remove(.role(named: "first", account: World.account))
    #expect(try refusal(one) == "InvalidClientTokenId")
    // A later link is a session of another role.
    #expect(try refusal(two) == nil)
    #expect(try refusal(user) == nil)
    try world.accounts.remove(.user(named: "ada", account: World.account))
    #expect(try refusal(user) == "InvalidClientTokenId")
    #expect(try refusal(key) == "InvalidClientTokenId")
    try world.addUser("ada", uniqueID: "AIDAANOTHERADA")
    #expect(try refusal(user) == "InvalidClientTokenId")
    #expect(try refusal(key) == "InvalidClientTokenId")
    #expect(world.book.text.contains("was deleted, or deleted and made again"))
  }
}
