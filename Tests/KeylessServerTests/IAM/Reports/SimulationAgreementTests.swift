import KeylessSystem
import KeylessServer
import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessIAM
import KeylessPolicy
import KeylessSource
import KeylessTesting
import Testing

/// The simulation of a principal against the decision that the server makes about the same principal's call.
@Suite("simulations and real decisions")
struct SimulationAgreementTests {
  private static let actions = ["s3:GetObject", "s3:PutObject", "sqs:SendMessage", "iam:GetUser"]
  private static let resources = [
    "arn:aws:s3:::box/ann/x", "arn:aws:s3:::box/bob/x", "arn:aws:sqs:eu-west-1:111122223333:queue",
    "arn:aws:iam::111122223333:user/ann",
  ]
  private static let patterns = [
    "*", "arn:aws:s3:::box/*", "arn:aws:s3:::box/${aws:username}/*", "arn:aws:sqs:*:111122223333:*",
    "arn:aws:iam::111122223333:user/${aws:username}", "arn:aws:s3:::box/ann/?",
  ]
  private static let conditions: [JSON] = [
    ["StringEquals": ["aws:PrincipalTag/Team": "shop"]], ["StringNotEquals": ["aws:PrincipalTag/Team": "shop"]],
    ["IpAddress": ["aws:SourceIp": "192.0.2.0/24"]], ["Bool": ["aws:SecureTransport": "false"]],
    ["StringLike": ["aws:userid": "AIDA*"]], ["Null": ["aws:TokenIssueTime": "true"]],
    ["StringEqualsIfExists": ["x:extra": "1"]], ["ForAnyValue:StringEquals": ["x:list": ["a", "b"]]],
    ["ArnLike": ["aws:PrincipalArn": "arn:aws:iam::*:user/*"]], ["NumericLessThan": ["aws:EpochTime": "1"]],
  ]

  private static func statement(_ random: inout SplitMix64) -> JSON {
    var action = (0..<Int.random(in: 1...2, using: &random)).compactMap { _ in actions.randomElement(using: &random) }
    if Bool.random(using: &random) {
      action.append(["s3:*", "*", "sqs:Send?essage"].randomElement(using: &random) ?? "*")
    }
    let isNegated = Int.random(in: 0..<8, using: &random) == 0
    var members: [JSON.Member] = [
      .init("Effect", Int.random(in: 0..<4, using: &random) == 0 ? "Deny" : "Allow"),
      .init(isNegated ? "NotAction" : "Action", .array(action.map(JSON.string))),
      .init(
        Int.random(in: 0..<8, using: &random) == 0 ? "NotResource" : "Resource",
        .string(patterns.randomElement(using: &random) ?? "*")
      ),
    ]
    if Bool.random(using: &random), let condition = conditions.randomElement(using: &random) {
      members.append(.init("Condition", condition))
    }
    return .object(members)
  }

  private static func policy(_ kind: PolicyKind, _ random: inout SplitMix64) throws -> StoredPolicy {
    let statements = (0..<Int.random(in: 1...3, using: &random)).map { _ in statement(&random) }
    let text = JSON.object([.init("Version", "2012-10-17"), .init("Statement", .array(statements))]).compact
    return try StoredPolicy(text, kind: kind, name: "random")
  }

  private static func random(_ world: World, _ random: inout SplitMix64) throws -> (Permissions, OrganizationPolicies) {
    var permissions = Permissions()
    for number in 0..<Int.random(in: 0...2, using: &random) {
      permissions.put("p\(number)", try policy(.identity, &random))
    }
    if Bool.random(using: &random) {
      let managed = ManagedPolicy(
        arn: "arn:aws:iam::\(World.account):policy/shared",
        account: World.account,
        path: "/",
        name: "shared",
        uniqueID: "ANPAEXAMPLE",
        created: 0,
        policy: try policy(.identity, &random)
      )
      try world.accounts.put(.policy(managed))
      if Bool.random(using: &random) { permissions.attach(managed.arn) } else { permissions.boundary = managed.arn }
    }
    let levels = try (0..<Int.random(in: 0...1, using: &random)).map { _ in
      try policy(.serviceControl, &random).compiled
    }
    return (permissions, try OrganizationPolicies(serviceControl: levels, resourceControl: []))
  }

  @Test("agree on random policies and requests, for users and for sessions of roles")
  func agreement() throws {
    let seed: UInt64 = 0x6B65_796C_6573_7304
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    var tally: [String: Int] = [:]
    for round in 0..<400 {
      let world = try World()
      let (permissions, organization) = try Self.random(world, &random)
      let call = try Self.scope(world, permissions, organization, isRole: round.isMultiple(of: 2))
      let extra: [(key: String, values: [String])] = [
        ("x:extra", [Bool.random(using: &random) ? "1" : "2"]),
        ("x:list", Bool.random(using: &random) ? ["a"] : ["c", "d"]),
      ]
      for action in Self.actions {
        guard let resource = Self.resources.randomElement(using: &random) else { continue }
        let decision = call.decide(Demand(action, on: resource, context: extra))
        let simulated = try Self.simulate(call, action, resource, extra)
        let said = Self.word(decision.outcome)
        #expect(simulated == said, "seed \(seed), round \(round): \(action) on \(resource): \(decision)")
        tally[said, default: 0] += 1
      }
    }
    // Nothing is proved by a test in which everything is denied.
    #expect(tally.values.allSatisfy { $0 > 100 } && tally.count == 3, "\(tally)")
  }

  private static func word(_ outcome: PolicyOutcome) -> String {
    switch outcome {
    case .allow: "allowed"
    case .deny: "explicitDeny"
    case .implicitDeny: "implicitDeny"
    }
  }

  /// A call of a user, or of a session of a role, with these permissions.
  private static func scope(
    _ world: World,
    _ permissions: Permissions,
    _ organization: OrganizationPolicies,
    isRole: Bool
  ) throws -> CallScope {
    let tags = [ResourceTag("Team", "shop")]
    let caller: Caller
    if isRole {
      try world.addRole("ann", trusting: [World.trust(World.account)])
      var role = try #require(world.accounts.snapshot[World.account].role(named: "ann"))
      role.permissions = permissions
      role.tags = tags
      try world.accounts.put(.role(role))
      let root = try world.addUser("root-ish", World.allow("*"))
      let signing = try world.assume(role.arn, as: root).signing()
      let token = try #require(signing.token)
      let session = try world.aws.sessions.open(token, for: signing.accessKeyID).session
      caller = Caller(.role(role, session), accessKeyID: signing.accessKeyID)
    } else {
      let key = try world.addUser("ann", tags: tags)
      var user = try #require(world.accounts.snapshot[World.account].user(named: "ann"))
      user.permissions = permissions
      try world.accounts.put(.user(user))
      caller = Caller(.user(user, nil), accessKeyID: key.accessKeyID)
    }
    return CallScope(
      accounts: world.accounts,
      caller: caller,
      sessions: world.aws.sessions,
      organization: organization,
      region: World.region,
      now: Forges.now,
      random: world.machine.system().randomBytes,
      sourceAddress: "192.0.2.7"
    )
  }

  /// What the simulation says when it is told everything that the real call would carry.
  private static func simulate(
    _ call: CallScope,
    _ action: String,
    _ resource: String,
    _ extra: [(key: String, values: [String])]
  ) throws -> String? {
    let source: String
    switch call.caller.identity {
    case .role(let role, _): source = role.arn
    case .user(let user, _): source = user.arn
    case .anonymous: return nil
    }
    let context = CallerContext.context(of: call, Demand(action, on: resource, context: extra)).all
    let parameters = Simulated.merged(
      ["PolicySourceArn": source],
      Simulated.list("ActionNames", [action]),
      Simulated.list("ResourceArns", [resource]),
      Simulated.context(context.map { (key: $0.key, type: "stringList", values: $0.values) })
    )
    let query = QueryRequest(
      "SimulatePrincipalPolicy",
      service: .iam,
      parameters: parameters.map { QueryParameter($0.key, $0.value) }
    )
    let result = try SimulatePrincipalPolicyAction(query.scope).perform(call)
    guard case .structure(let fields)? = result,
      case .list(let results)? = fields.first(where: { $0.name == "EvaluationResults" })?.value,
      case .structure(let one)? = results.first,
      case .text(let decision)? = one.first(where: { $0.name == "EvalDecision" })?.value
    else { return nil }
    return decision
  }
}
