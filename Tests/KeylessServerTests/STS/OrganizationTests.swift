import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy
import KeylessServer
import KeylessSource
import KeylessTesting
import Testing

@Suite("the organization's policies in STS")
struct OrganizationTests {
  private static func compiled(_ statement: JSON, _ kind: PolicyKind) throws -> CompiledPolicy {
    CompiledPolicy(try PolicyDocument.parse(bytes: Array(World.policy(statement).utf8), file: "test", kind: kind))
  }

  private static func world(services: [JSON] = [], resources: [JSON] = []) throws -> World {
    let organization = try OrganizationPolicies(
      serviceControl: services.map { try compiled($0, .serviceControl) },
      resourceControl: resources.map { try compiled($0, .resourceControl) }
    )
    return try World(settings: Settings(region: World.region, organization: organization))
  }

  private static func denying(_ action: String, on resource: String = "*", when condition: JSON? = nil) -> JSON {
    var members: [JSON.Member] = [
      .init("Effect", "Deny"), .init("Principal", "*"), .init("Action", .string(action)),
      .init("Resource", .string(resource)),
    ]
    if let condition { members.append(.init("Condition", condition)) }
    return .object(members)
  }

  static let exchange = "sts:AssumeRoleWithWebIdentity"

  @Test("a resource control policy refuses an exchange that the trust policy allows")
  func exchange() throws {
    for (statement, isLetIn) in [
      (Self.denying(Self.exchange), false),
      (Self.denying("sts:*"), false),
      (Self.denying(Self.exchange, on: World.deploy), false),
      (Self.denying(Self.exchange, on: World.release), true),
      (Self.denying("sts:AssumeRole"), true),
      (Self.denying("s3:*"), true),
      (Self.denying(Self.exchange, when: ["StringNotEquals": ["gitlab.com:project_id": "4711"]]), true),
      (Self.denying(Self.exchange, when: ["StringEquals": ["gitlab.com:project_id": "4711"]]), false),
      (Self.denying(Self.exchange, when: ["StringNotLike": ["gitlab.com:sub": "project_path:acme/*"]]), true),
      (Self.denying(Self.exchange, when: ["StringNotLike": ["gitlab.com:sub": "project_path:other/*"]]), false),
      (Self.denying(Self.exchange, when: ["StringEquals": ["aws:ResourceAccount": "111122223333"]]), false),
      (Self.denying(Self.exchange, when: ["StringEquals": ["aws:ResourceAccount": "444455556666"]]), true),
      (Self.denying(Self.exchange, when: ["BoolIfExists": ["aws:PrincipalIsAWSService": "false"]]), false),
    ] {
      let world = try Self.world(resources: [statement])
      let answer = world.exchange(try world.token())
      if isLetIn {
        #expect(answer.status == 200, "\(statement.compact) \(world.book.text)")
      } else {
        #expect(try answer.error() == ExchangeRefusalTests.denied, "\(statement.compact)")
        #expect(world.book.text.contains("explicitly denied by the resource control policy"))
      }
    }
  }

  @Test("an allow list of the organization admits what it names and nothing else")
  func allowList() throws {
    let allow: JSON = ["Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"]
    let narrow = try Self.world(resources: [allow])
    #expect(try narrow.exchange(narrow.token()).error() == ExchangeRefusalTests.denied)
    let wide = try Self.world(resources: [["Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"]])
    #expect(try wide.exchange(wide.token()).status == 200)
  }

  @Test("what the trust policy refuses no resource control policy allows")
  func trustStillDecides() throws {
    let world = try Self.world(resources: [Self.denying("s3:*")])
    #expect(try world.exchange(world.token()).status == 200)
    #expect(try world.exchange(world.token(["project_id": "1"])).error() == ExchangeRefusalTests.denied)
    #expect(try world.exchange(world.token(), role: World.roleARN("nobody")).error() == ExchangeRefusalTests.denied)
  }

  @Test("tags and a source identity are asked of the resource control policies too")
  func furtherActions() throws {
    let claims: [String: JSON?] = ["https://aws.amazon.com/tags": ["principal_tags": ["Team": ["blue"]]]]
    for (action, isLetIn) in [("sts:TagSession", false), ("sts:SetSourceIdentity", true)] {
      let world = try Self.world(resources: [Self.denying(action)])
      let token = try world.selfManaged.token(claims: claims)
      #expect((world.exchange(token, role: World.open).status == 200) == isLetIn)
      #expect(try world.exchange(world.selfManaged.token(), role: World.open).status == 200)
    }
  }

  @Test("service control policies do not reach an exchange, and do reach the session's calls")
  func serviceControl() throws {
    let world = try Self.world(services: [World.deny("sts:*")])
    guard var role = world.accounts.role(arn: World.deploy, account: World.account) else { throw Unexpected("no role") }
    role.permissions = try world.permissions([World.allow("sts:*")])
    try world.accounts.put(.role(role))
    let job = Signing(try world.exchange(world.token()).output().credentials)
    #expect(try !world.mayAskForKeys(job))
    #expect(try world.call("GetCallerIdentity", as: job).status == 200)
    let free = try Self.world(services: [World.deny("s3:*")])
    try free.accounts.put(.role(role))
    #expect(try free.mayAskForKeys(Signing(free.exchange(free.token()).output().credentials)))
  }

  @Test("assuming a role with a signature is under both")
  func assumeRole() throws {
    let ada = World.userARN("ada")
    let role = World.roleARN("target")
    for (services, resources, isLetIn) in [
      ([], [], true),
      ([World.deny("sts:AssumeRole")], [], false),
      ([World.deny("sts:AssumeRole", on: World.deploy)], [], true),
      ([World.allow("s3:*")], [], false),
      ([], [Self.denying("sts:AssumeRole")], false),
      ([], [Self.denying("sts:AssumeRole", when: ["StringNotEquals": ["aws:PrincipalAccount": "111122223333"]])], true),
      ([], [Self.denying("sts:AssumeRole", when: ["StringEquals": ["aws:PrincipalAccount": "111122223333"]])], false),
      ([], [Self.denying("sts:AssumeRoleWithWebIdentity")], true),
    ] as [([JSON], [JSON], Bool)] {
      let world = try Self.world(services: services, resources: resources)
      let key = try world.addUser("ada")
      try world.addRole("target", trusting: [World.trust(ada)])
      let answer = try world.assume(role, as: key)
      if isLetIn {
        #expect(answer.status == 200)
      } else {
        #expect(try answer.error("AssumeRole") == .mayNotAssume(ada, role))
      }
    }
    // What has no role as its resource is none of theirs.
    let world = try Self.world(resources: [Self.denying("sts:*")])
    #expect(try world.mayAskForKeys(world.addUser("ada", World.allow("sts:*"))))
  }
}
