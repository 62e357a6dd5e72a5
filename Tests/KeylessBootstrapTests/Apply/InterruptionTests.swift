import KeylessAWS
import KeylessAccounts
import KeylessBootstrap
import KeylessPolicy
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

/// What each of a few pipelines may do in an account: pairs of who and what, which an interruption must never add to.
private struct Powers {
  static let branches = ["main", "next", "other"]
  static let actions = ["s3:GetObject", "s3:PutObject", "iam:CreateUser"]

  static func all(in ground: Ground) -> Set<String> {
    let contents = ground.accounts.snapshot
    let account = contents[Ground.account]
    let arn = "arn:aws:iam::111122223333:oidc-provider/gitlab.com"
    guard account.provider(arn: arn) != nil else { return [] }
    var out: Set<String> = []
    for role in account.allRoles {
      for branch in branches {
        var context = RequestContext()
        context.set(ConditionKey("gitlab.com:aud"), ["https://aws.acme.example"])
        context.set(ConditionKey("gitlab.com:sub"), ["project_path:acme/shop:ref_type:branch:ref:\(branch)"])
        context.set(ConditionKey("gitlab.com:project_id"), ["4711"])
        context.set(ConditionKey("gitlab.com:namespace_id"), ["815"])
        let request = PolicyRequest(
          principal: .federated(provider: arn),
          action: "sts:AssumeRoleWithWebIdentity",
          context: context
        )
        guard let trust = compiled(role.trust.text, .trust), trust.decide(request) == .allow else { continue }
        out.insert("\(branch) enters \(role.name)")
        for action in actions where may(role, action, ground) { out.insert("\(branch) \(role.name) \(action)") }
      }
    }
    return out
  }

  private static func may(_ role: Role, _ action: String, _ ground: Ground) -> Bool {
    let managed = role.permissions.attached.contains { allows($0, action) }
    let inline = role.permissions.inline.contains { policy in
      compiled(policy.policy.text, .identity)?.document.statements.contains { statement in
        statement.action.patterns.contains { $0.value.matches(action) }
      } ?? false
    }
    return (managed || inline) && (role.permissions.boundary.map { allows($0, action) } ?? true)
  }

  private static func allows(_ arn: String, _ action: String) -> Bool {
    switch arn {
    case "arn:aws:iam::aws:policy/AdministratorAccess": true
    case "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess":
      action == "s3:GetObject"
    case "arn:aws:iam::aws:policy/IAMFullAccess": action.hasPrefix("iam:")
    default: false
    }
  }

  private static func compiled(_ text: String, _ kind: PolicyKind) -> CompiledPolicy? {
    (try? PolicyDocument.parse(bytes: Array(text.utf8), file: "policy", kind: kind)).map { CompiledPolicy($0) }
  }
}

@Suite
struct InterruptionTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// Nil: an empty account.
    var from: String?
    var to: String
  }

  private static func boundary(_ name: String) -> String { "    boundary: arn:aws:iam::aws:policy/\(name)" }
  private static func managed(_ names: String...) -> String {
    "      managed: [\(names.map { "\"arn:aws:iam::aws:policy/\($0)\"" }.joined(separator: ", "))]"
  }
  private static let inlineUsers = """
          inline:
            read:
              Version: "2012-10-17"
              Statement: [{Effect: Allow, Action: "iam:CreateUser", Resource: "*"}]
    """

  static let cases = [
    Case(testDescription: "from nothing", from: nil, to: Yaml.first),
    Case(
      testDescription: "narrower trust, wider permissions",
      from: Yaml.head() + Yaml.role("deploy", branches: "[main, next]"),
      to: Yaml.head() + Yaml.role("deploy", policies: managed("AdministratorAccess"))
    ),
    Case(
      testDescription: "wider trust, narrower permissions",
      from: Yaml.head() + Yaml.role("deploy", policies: managed("AdministratorAccess", "ReadOnlyAccess")),
      to: Yaml.head() + Yaml.role("deploy", branches: "[main, next]")
    ),
    Case(
      testDescription: "another trust, another policy, another boundary",
      from: Yaml.head()
        + Yaml.role("deploy", policies: Yaml.inlineWrite, more: boundary("ReadOnlyAccess")),
      to: Yaml.head()
        + Yaml.role("deploy", branches: "[next]", policies: inlineUsers, more: boundary("IAMFullAccess"))
    ),
    Case(
      testDescription: "the same trust, another policy, another boundary",
      from: Yaml.head() + Yaml.role("deploy", policies: Yaml.inlineWrite, more: boundary("IAMFullAccess")),
      to: Yaml.head() + Yaml.role("deploy", policies: inlineUsers, more: boundary("ReadOnlyAccess"))
    ),
    Case(
      testDescription: "a boundary goes, permissions too, description, length and tags change",
      from: Yaml.head("tags: {team: a}")
        + Yaml.role("deploy", policies: managed("AdministratorAccess"), more: boundary("ReadOnlyAccess")),
      to: Yaml.head("tags: {team: b}")
        + Yaml.role("deploy", more: "    description: Deploys\n    max-session-duration: 7200")
    ),
    Case(
      testDescription: "a boundary comes, and more permissions under it",
      from: Yaml.head() + Yaml.role("deploy", policies: Yaml.inlineRead),
      to: Yaml.head()
        + Yaml.role("deploy", policies: managed("AdministratorAccess"), more: boundary("ReadOnlyAccess"))
    ),
    Case(
      testDescription: "a role is made under a boundary, beside one that is there",
      from: Yaml.head() + Yaml.role("deploy"),
      to: Yaml.head() + Yaml.role("deploy")
        + Yaml.role("plan", policies: managed("AdministratorAccess"), more: boundary("ReadOnlyAccess"))
    ),
  ]

  private func apply(_ ground: Ground) async throws -> Int32 {
    var verb = BootstrapApplyVerb(path: "keyless.yaml")
    (verb.isYes, verb.allowsWidening) = (true, true)
    return try await verb.run(ground.system())
  }

  private func prepared(_ example: Case) async throws -> Ground {
    let ground = try Ground()
    if let from = example.from {
      ground.put(from)
      #expect(try await apply(ground) == 0, "\(ground.machine.errors)")
    }
    ground.put(example.to)
    return ground
  }

  @Test(arguments: cases, Network.Cut.allCases)
  func `cut at every call in turn, a second run converges and nothing was ever wider`(
    _ example: Case,
    _ how: Network.Cut
  ) async throws {
    let whole = try await prepared(example)
    let before = Powers.all(in: whole)
    whole.network.start()
    #expect(try await apply(whole) == 0, "\(whole.machine.errors)")
    let (wanted, total, after) = (whole.contents, whole.network.calls, Powers.all(in: whole))
    #expect(!after.isEmpty)
    for call in 1...total {
      let ground = try await prepared(example)
      ground.network.start(cutting: call, how)
      let status = try? await apply(ground)
      #expect(status != 0, "the run was not interrupted at call \(call)")
      let between = Powers.all(in: ground)
      #expect(between.isSubset(of: before.union(after)), "call \(call): \(between.subtracting(before.union(after)))")
      ground.network.start()
      #expect(try await apply(ground) == 0, "call \(call): \(ground.machine.errors)")
      #expect(ground.contents == wanted, "call \(call)")
      ground.network.start()
      #expect(try await apply(ground) == 0)
      #expect(ground.network.writes == [])
    }
  }

  @Test
  func `an interrupted creation is finished by yes alone, and its permissions are no widening`() async throws {
    let whole = try await prepared(Self.cases[0])
    whole.network.start()
    #expect(try await apply(whole) == 0)
    for call in 1...whole.network.calls {
      let ground = try await prepared(Self.cases[0])
      var verb = BootstrapApplyVerb(path: "keyless.yaml")
      verb.isYes = true
      ground.network.start(cutting: call, .after)
      _ = try? await verb.run(ground.system())
      ground.network.start()
      #expect(try await verb.run(ground.system()) == 0, "call \(call): \(ground.machine.errors)")
      #expect(ground.contents == whole.contents)
    }
  }

  @Test
  func `a failure half way lists what was done and what is left`() async throws {
    let ground = try await prepared(Self.cases[0])
    var verb = BootstrapApplyVerb(path: "keyless.yaml")
    verb.isYes = true
    // Who am I, the provider, two roles, then the second write.
    ground.network.start(cutting: 6, .refused)
    #expect(try await verb.run(ground.system()) == 3)
    let said = ground.machine.errors
    #expect(said.contains("failed: AccessDenied: cut; these credentials lack the permission"))
    #expect(said.contains("done before it:\n  role deploy: make it, without permissions yet\nnot done:\n"))
    #expect(said.contains("run the same command again"))
  }

  @Test
  func `a call whose answer was lost is neither among what was done nor among what was not`() async throws {
    for how in [Network.Cut.before, .after] {
      let ground = try await prepared(Self.cases[0])
      ground.network.start(cutting: 6, how)
      #expect(try await apply(ground) == 3)
      let said = ground.machine.errors
      let attach = "role deploy: attach arn:aws:iam::aws:policy/ReadOnlyAccess"
      #expect(said.contains("keyless: \(attach) failed: "))
      #expect(
        said.contains(
          """
          whether IAM did it all the same is not known
          done before it:
            role deploy: make it, without permissions yet
          not done:
            role deploy: mark it as finished
          """
        )
      )
    }
  }

  @Test
  func `a refusal behind a failure of AWS is not taken for something that was not done`() async throws {
    let ground = try await prepared(Self.cases[0])
    // The role is made, and the next attempt is told that it is there.
    ground.network.start(cutting: 5, .failed)
    #expect(try await apply(ground) == 3)
    let said = ground.machine.errors
    #expect(
      said.contains("keyless: role deploy: make it, without permissions yet failed: EntityAlreadyExists: "),
      "\(said)"
    )
    #expect(
      said.contains(
        "\nwhether IAM did it all the same is not known\nnothing was done before it\nnot done:\n  role deploy: attach "
      )
    )
    #expect(try await apply(ground) == 0, "\(ground.machine.errors)")
    // The twin: a change that may be made twice goes on.
    let other = try await prepared(Self.cases[0])
    other.network.start(cutting: 6, .failed)
    #expect(try await apply(other) == 0, "\(other.machine.errors)")
  }

  @Test
  func `destroy cut at every call in turn is finished by a second run`() async throws {
    let whole = try await prepared(Case(testDescription: "", from: Yaml.first, to: Yaml.first))
    var verb = BootstrapDestroyVerb(path: "keyless.yaml")
    verb.isYes = true
    whole.network.start()
    #expect(try await verb.run(whole.system()) == 0)
    #expect(whole.contents == "")
    for call in 1...whole.network.calls {
      for how in Network.Cut.allCases {
        let ground = try await prepared(Case(testDescription: "", from: Yaml.first, to: Yaml.first))
        ground.network.start(cutting: call, how)
        _ = try? await verb.run(ground.system())
        ground.network.start()
        #expect(try await verb.run(ground.system()) == 0, "call \(call): \(ground.machine.errors)")
        #expect(ground.contents == "", "call \(call) \(how)")
      }
    }
  }
}
