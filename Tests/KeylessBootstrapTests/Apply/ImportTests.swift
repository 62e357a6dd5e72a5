import KeylessAWS
import KeylessAccounts
import KeylessBootstrap
import KeylessPolicy
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

@Suite
struct ImportTests {
  private func add(_ ground: Ground, _ name: String, issuer: String = "gitlab.com", _ condition: JSON) throws {
    let statement: JSON = [
      "Effect": "Allow", "Principal": ["Federated": .string("arn:aws:iam::111122223333:oidc-provider/\(issuer)")],
      "Action": "sts:AssumeRoleWithWebIdentity", "Condition": condition,
    ]
    let text = JSON.object([.init("Version", "2012-10-17"), .init("Statement", .array([statement]))]).compact
    try ground.accounts.put(
      .role(
        Role(
          arn: RoleARN(parsing: "arn:aws:iam::111122223333:role/\(name)"),
          uniqueID: "AROAEXAMPLE\(name.uppercased())",
          created: 0,
          trust: StoredPolicy(text, kind: .trust, name: "trust")
        )
      )
    )
  }

  @Test
  func `what was applied is imported, and applying the import changes nothing but its own words`() async throws {
    let ground = try Ground()
    ground.put(Yaml.first)
    var apply = BootstrapApplyVerb(path: "keyless.yaml")
    apply.isYes = true
    #expect(try await apply.run(ground.system()) == 0)
    let before = ground.contents
    var verb = BootstrapImportVerb()
    verb.output = "imported.yaml"
    #expect(try await verb.run(ground.system()) == 0, "\(ground.machine.errors)")
    let drift = BootstrapDriftVerb(path: "imported.yaml")
    #expect(try await drift.run(ground.system()) == 0, "\(ground.machine.output)")
    #expect(ground.contents == before)
  }

  @Test
  func `policies whose names stand in claims of their own are imported`() async throws {
    let ground = try Ground()
    let names = (0..<22).map { "branch-number-\($0)" }.joined(separator: ", ")
    ground.put(
      """
      version: 1
      account: "111122223333"
      platform: github
      roles:
        deploy:
          admits:
            - {project: acme/shop, repository-id: "4711", owner-id: "815", branches: [\(names)], tags: ["v*"]}
            - {project: acme/shop, repository-id: "4711", owner-id: "815", branches: [main], environments: [a, b]}
      """
    )
    var apply = BootstrapApplyVerb(path: "keyless.yaml")
    apply.isYes = true
    #expect(try await apply.run(ground.system()) == 0, "\(ground.machine.errors)")
    var verb = BootstrapImportVerb()
    verb.output = "imported.yaml"
    #expect(try await verb.run(ground.system()) == 0, "\(ground.machine.errors)")
    #expect(try await BootstrapDriftVerb(path: "imported.yaml").run(ground.system()) == 0, "\(ground.machine.output)")
  }

  @Test
  func `a role that an intent cannot say is listed with the reason and not approximated`() async throws {
    let ground = try Ground()
    try add(
      ground,
      "good",
      [
        "StringEquals": [
          "gitlab.com:aud": "https://a.example", "gitlab.com:sub": "project_path:acme/shop:ref_type:branch:ref:main",
        ]
      ]
    )
    try add(
      ground,
      "any-ref",
      [
        "StringEquals": ["gitlab.com:aud": "https://a.example"],
        "StringLike": [
          "gitlab.com:sub": "project_path:acme/shop:*"
        ],
      ]
    )
    try add(
      ground,
      "question",
      [
        "StringEquals": ["gitlab.com:aud": "https://a.example"],
        "StringLike": [
          "gitlab.com:sub": "project_path:acme/shop:ref_type:branch:ref:v?"
        ],
      ]
    )
    try add(
      ground,
      "prefix",
      [
        "StringEquals": ["gitlab.com:aud": "https://a.example"],
        "StringLike": [
          "gitlab.com:sub": "project_path:acme/shop:ref_type:bra*"
        ],
      ]
    )
    try add(
      ground,
      "more",
      [
        "StringEquals": [
          "gitlab.com:aud": "https://a.example", "gitlab.com:sub": "project_path:acme/shop:ref_type:branch:ref:main",
          "gitlab.com:user_login": "root",
        ]
      ]
    )
    try add(ground, "no-sub", ["StringEquals": ["gitlab.com:aud": "https://a.example"]])
    try add(
      ground,
      "hub",
      issuer: "token.actions.githubusercontent.com",
      [
        "StringEquals": [
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:acme/shop:environment:production",
        ]
      ]
    )
    var verb = BootstrapImportVerb()
    #expect(try await verb.run(ground.system()) == 1)
    let (yaml, said) = (ground.machine.output, ground.machine.errors)
    #expect(yaml.contains("\"good\":"), "\(said)")
    #expect(yaml.contains("\"any-ref\":"), "\(said)")
    for name in ["question", "prefix", "more", "no-sub", "hub"] {
      #expect(!yaml.contains("\"\(name)\":"))
      #expect(said.contains("left out: role \(name): "), "\(said)")
    }
    #expect(said.contains("2 of 7 roles written down"), "\(said)")
    verb.issuer = "https://token.actions.githubusercontent.com"
    verb.output = "hub.yaml"
    #expect(try await verb.run(ground.system()) == 0, "\(ground.machine.errors)")
    let hub = ground.files.get { String(decoding: $0["hub.yaml"] ?? [], as: UTF8.self) }
    #expect(hub.contains("environments: [\"production\"]"))
    #expect(hub.contains("subject-layout: classic"))
  }
}
