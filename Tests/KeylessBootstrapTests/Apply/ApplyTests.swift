import KeylessAWS
import KeylessAccounts
import KeylessBootstrap
import KeylessClient
import KeylessIssuers
import KeylessOIDC
import KeylessPolicy
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

/// Intents of these tests.
enum Yaml {
  static func head(_ more: String = "") -> String {
    """
    version: 1
    account: "111122223333"
    platform: gitlab
    audience: https://aws.acme.example
    owner: acme
    \(more)
    roles:

    """
  }

  static func role(
    _ name: String,
    branches: String = "[main]",
    policies: String = "      managed: [\"arn:aws:iam::aws:policy/ReadOnlyAccess\"]",
    more: String = ""
  ) -> String {
    """
      \(name):
    \(more.isEmpty ? "" : more + "\n")    admits:
          - project: acme/shop
            project-id: "4711"
            namespace-id: "815"
            branches: \(branches)
        policies:
    \(policies)

    """
  }

  static let inlineRead = """
          inline:
            read:
              Version: "2012-10-17"
              Statement: [{Effect: Allow, Action: "s3:GetObject", Resource: "*"}]
    """
  static let inlineWrite = """
          inline:
            read:
              Version: "2012-10-17"
              Statement: [{Effect: Allow, Action: ["s3:GetObject", "s3:PutObject"], Resource: "*"}]
    """

  static let first = head() + role("deploy") + role("plan", branches: "[main, next]", policies: inlineRead)
}

@Suite
struct ApplyTests {
  private func apply(
    _ ground: Ground,
    yes: Bool = true,
    widening: Bool = false,
    adopts: Bool = false,
    answer: String? = nil
  ) async throws -> Int32 {
    var verb = BootstrapApplyVerb(path: "keyless.yaml")
    (verb.isYes, verb.allowsWidening, verb.adopts) = (yes, widening, adopts)
    return try await verb.run(ground.system(answer: answer))
  }

  private func drift(_ ground: Ground) async throws -> Int32 {
    try await BootstrapDriftVerb(path: "keyless.yaml").run(ground.system())
  }

  private func ground(_ yaml: String = Yaml.first) async throws -> Ground {
    let ground = try Ground()
    ground.put(yaml)
    #expect(try await apply(ground) == 0, "\(ground.machine.errors)")
    return ground
  }

  @Test
  func `an intent is applied to an empty account, nothing drifts, and a second run changes nothing`() async throws {
    let ground = try Ground()
    ground.put(Yaml.first)
    #expect(try await drift(ground) == 1)
    #expect(ground.accounts.snapshot[Ground.account].allRoles.isEmpty)
    #expect(try await apply(ground) == 0, "\(ground.machine.errors)")
    #expect(try await drift(ground) == 0, "\(ground.machine.output)")
    ground.network.start()
    #expect(try await apply(ground) == 0)
    #expect(ground.network.writes == [])
    #expect(
      ground.machine.output.contains("lets in, and did not before: sub project_path:acme/shop:ref_type:branch:ref:main")
    )
    #expect(!ground.contents.contains("unfinished"))
    #expect(ground.contents.contains("tag keyless:managed-by=keyless"))
  }

  @Test
  func `the applied role opens to a pipeline of the intent and to no near miss`() async throws {
    let forge = try TokenForge(issuer: "https://gitlab.com", audience: "https://aws.acme.example", now: 1_790_000_000)
    let ground = try Ground(
      issuers: [PlayedIssuer(issuer: forge.issuer, signingKey: forge.rsa, keys: forge.keys)]
    )
    ground.put(Yaml.first)
    #expect(try await apply(ground) == 0)
    let system = ground.system()
    let client = STSClient(endpoint: "http://127.0.0.1:4566", region: "us-east-1", system: system)
    func opens(_ branch: String) async throws -> Bool {
      let token = try forge.token(
        header: [:],
        claims: [
          "sub": .string("project_path:acme/shop:ref_type:branch:ref:\(branch)"), "project_id": "4711",
          "namespace_id": "815",
        ]
      )
      let answer = try await client.exchange(
        .init(roleARN: "arn:aws:iam::111122223333:role/deploy", sessionName: "job", token: WebIdentityToken(token))
      )
      guard case .success = answer else { return false }
      return true
    }
    #expect(try await opens("main"))
    #expect(try await !opens("next"))
  }

  @Test
  func `a changed intent updates in place, narrowing unasked and widening only with leave`() async throws {
    let ground = try await ground()
    let unique = ground.accounts.snapshot[Ground.account].role(named: "plan")?.uniqueID
    // Narrower: one branch less.
    ground.put(Yaml.head() + Yaml.role("deploy") + Yaml.role("plan", branches: "[main]", policies: Yaml.inlineRead))
    ground.network.start()
    #expect(try await apply(ground) == 0)
    #expect(ground.network.writes == ["UpdateAssumeRolePolicy"])
    #expect(ground.machine.output.contains("no longer lets in: sub project_path:acme/shop:ref_type:branch:ref:next"))
    #expect(ground.accounts.snapshot[Ground.account].role(named: "plan")?.uniqueID == unique)
    #expect(try await drift(ground) == 0)
    // Wider: refused, with the reason, and nothing done.
    let before = ground.contents
    ground.put(Yaml.first)
    #expect(try await apply(ground) == 1)
    #expect(ground.contents == before)
    #expect(ground.machine.errors.contains("--allow-widening"))
    #expect(ground.machine.errors.contains("ref:next"))
    #expect(try await apply(ground, widening: true) == 0)
    #expect(try await drift(ground) == 0)
    #expect(ground.contents != before)
  }

  @Test(arguments: [
    Yaml.head() + Yaml.role("deploy", policies: "      managed: [\"arn:aws:iam::aws:policy/AdministratorAccess\"]")
      + Yaml.role("plan", branches: "[main, next]", policies: Yaml.inlineRead),
    Yaml.head() + Yaml.role("deploy") + Yaml.role("plan", branches: "[main, next]", policies: Yaml.inlineWrite),
    Yaml.head() + Yaml.role("deploy", branches: "[\"ma*\"]")
      + Yaml.role("plan", branches: "[main, next]", policies: Yaml.inlineRead),
  ])
  func `yes alone refuses whatever widens, and does it when it may`(_ wider: String) async throws {
    let ground = try await ground()
    ground.put(wider)
    #expect(try await apply(ground) == 1)
    #expect(try await apply(ground, widening: true) == 0)
    #expect(try await drift(ground) == 0)
    // The way back narrows, and needs no leave, unless a policy is attached for another.
    ground.put(Yaml.first)
    #expect(try await apply(ground, widening: wider.contains("Administrator")) == 0)
    #expect(try await drift(ground) == 0)
  }

  @Test
  func `a boundary can be given without leave and not taken away without`() async throws {
    let ground = try await ground()
    let bounded = Yaml.first.replacing(
      "  deploy:\n",
      with: "  deploy:\n    boundary: arn:aws:iam::aws:policy/ReadOnlyAccess\n"
    )
    ground.put(bounded)
    #expect(try await apply(ground) == 0, "\(ground.machine.errors)")
    #expect(ground.contents.contains("boundary arn:aws:iam::aws:policy/ReadOnlyAccess"))
    ground.put(Yaml.first)
    #expect(try await apply(ground) == 1)
    #expect(try await apply(ground, widening: true) == 0)
    #expect(!ground.contents.contains("boundary arn"))
  }

  @Test
  func `nobody is taken for a yes, and only yes is one`() async throws {
    let ground = try Ground()
    ground.put(Yaml.first)
    #expect(try await apply(ground, yes: false) == 2)
    #expect(try await apply(ground, yes: false, answer: "y") == 1)
    #expect(ground.accounts.snapshot[Ground.account].allRoles.isEmpty)
    #expect(try await apply(ground, yes: false, answer: "yes") == 0)
    #expect(try await drift(ground) == 0)
    #expect(ground.machine.questions.count == 2)
  }

  @Test
  func `a role that somebody else made is refused, and taken over when asked`() async throws {
    let other = try await ground(Yaml.head() + Yaml.role("deploy"))
    let client = IAMClient(
      endpoint: "http://127.0.0.1:4566",
      region: "us-east-1",
      caller: try CallerCredentials(environment: other.system().environment),
      system: other.system()
    )
    try await client.perform(.untagRole("deploy", keys: ["keyless:managed-by"]))
    let before = other.contents
    #expect(try await apply(other, widening: true) == 3)
    #expect(other.contents == before)
    #expect(other.machine.output.contains("keyless did not make it"))
    #expect(try await apply(other, adopts: true) == 0)
    #expect(try await drift(other) == 0)
  }

  @Test
  func `a wrong account is refused before anything is done`() async throws {
    let ground = try Ground(account: Ground.other)
    ground.put(Yaml.first)
    await #expect(throws: BootstrapError.self) { _ = try await apply(ground) }
    #expect(ground.network.actions == ["GetCallerIdentity"])
    let right = try Ground()
    right.put(Yaml.first)
    var verb = BootstrapApplyVerb(path: "keyless.yaml")
    (verb.isYes, verb.expectedAccount) = (true, Ground.other)
    await #expect(throws: BootstrapError.self) { _ = try await verb.run(right.system()) }
    verb.expectedAccount = Ground.account
    #expect(try await verb.run(right.system()) == 0)
  }

  @Test
  func `without credentials the error says how to export them`() async throws {
    let ground = try Ground()
    ground.put(Yaml.first)
    var system = ground.system()
    system.environment["AWS_SECRET_ACCESS_KEY"] = ""
    system.environment["AWS_PROFILE"] = "dev"
    do {
      _ = try await BootstrapPlanVerb(path: "keyless.yaml").run(system)
      Issue.record("it ran")
    } catch { #expect("\(error)".contains("aws configure export-credentials --profile dev --format env")) }
  }

  @Test
  func `a provider that is there is reused, its audiences stay, and it is never removed`() async throws {
    let ground = try Ground()
    ground.put(Yaml.first)
    let client = IAMClient(
      endpoint: "http://127.0.0.1:4566",
      region: "us-east-1",
      caller: try CallerCredentials(environment: ground.system().environment),
      system: ground.system()
    )
    try await client.perform(.createProvider(url: "https://gitlab.com", clientIDs: ["https://other.example"], tags: []))
    #expect(try await apply(ground) == 1)
    #expect(ground.machine.errors.contains("tests no `aud`"))
    #expect(try await apply(ground, widening: true) == 0)
    #expect(try await drift(ground) == 0)
    let provider = try #require(ground.accounts.snapshot[Ground.account].provider(issuer: "https://gitlab.com"))
    #expect(provider.clientIDs.sorted() == ["https://aws.acme.example", "https://other.example"])
    #expect(provider.tags.isEmpty)
    var verb = BootstrapDestroyVerb(path: "keyless.yaml")
    verb.isYes = true
    #expect(try await verb.run(ground.system()) == 0)
    #expect(ground.accounts.snapshot[Ground.account].allRoles.isEmpty)
    #expect(ground.accounts.snapshot[Ground.account].provider(issuer: "https://gitlab.com") != nil)
  }

  @Test
  func `destroy removes what keyless made and leaves the rest`() async throws {
    let ground = try await ground()
    let client = IAMClient(
      endpoint: "http://127.0.0.1:4566",
      region: "us-east-1",
      caller: try CallerCredentials(environment: ground.system().environment),
      system: ground.system()
    )
    try await client.perform(.untagRole("plan", keys: ["keyless:managed-by"]))
    var verb = BootstrapDestroyVerb(path: "keyless.yaml")
    verb.isYes = true
    #expect(try await verb.run(ground.system()) == 0)
    let account = ground.accounts.snapshot[Ground.account]
    #expect(account.allRoles.map(\.name) == ["plan"])
    #expect(account.provider(issuer: "https://gitlab.com") != nil)
    #expect(ground.machine.output.contains("stays: plan trust it too"))
    try await client.perform(.tagRole("plan", tags: [IAMTag("keyless:managed-by", "keyless")]))
    #expect(try await verb.run(ground.system()) == 0)
    #expect(ground.contents == "")
    #expect(try await verb.run(ground.system()) == 0)
  }

  @Test
  func `an intent that reuses the provider needs one that is there, and never removes it`() async throws {
    let reusing = Yaml.head("provider: existing") + Yaml.role("deploy")
    let ground = try Ground()
    ground.put(reusing)
    #expect(try await apply(ground) == 3)
    #expect(ground.contents == "")
    ground.put(Yaml.head() + Yaml.role("deploy"))
    #expect(try await apply(ground) == 0)
    ground.put(reusing)
    #expect(try await apply(ground) == 0)
    var verb = BootstrapDestroyVerb(path: "keyless.yaml")
    verb.isYes = true
    #expect(try await verb.run(ground.system()) == 0)
    let account = ground.accounts.snapshot[Ground.account]
    #expect(account.allRoles.isEmpty)
    #expect(account.provider(issuer: "https://gitlab.com") != nil)
  }
}
