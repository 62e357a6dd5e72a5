import Foundation
import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy
import KeylessServer
import KeylessSystem
import Testing

@Suite(
  "boto3 and the AWS CLI with roles and sessions",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: RealClients.areThere, RealClients.absence)
)
struct SessionTests {
  private static let script = Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/sts.py").path
  private static let account = AdministeredAWS.account
  private static let administrator = "arn:aws:iam::\(account):user/administrator"
  private static let all = #"["sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"]"#

  /// A statement of a trust policy.
  private static func trust(_ principal: String, _ actions: String = all, _ more: String = "") -> String {
    #"{"Effect":"Allow","Principal":{"AWS":"\#(principal)"},"Action":\#(actions)\#(more)}"#
  }

  private static func add(
    _ name: String,
    to accounts: Accounts,
    owner: String = account,
    trusting: String...,
    may actions: String = #""sts:*""#,
    lasting: Int = 3600
  ) throws {
    let system = System.live()
    var permissions = Permissions()
    let document = """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":\(actions),"Resource":"*"}]}
      """
    permissions.put("may", try StoredPolicy(document, kind: .identity, name: "may"))
    let trust = #"{"Version":"2012-10-17","Statement":[\#(trusting.joined(separator: ","))]}"#
    try accounts.put(
      .role(
        Role(
          arn: RoleARN(parsing: "arn:aws:iam::\(owner):role/\(name)"),
          uniqueID: UniqueID(.role, random: system.randomBytes).text,
          created: system.now(),
          trust: StoredPolicy(trust, kind: .trust, name: name),
          maxSessionDuration: lasting,
          permissions: permissions
        )
      )
    )
  }

  private static func stage(_ server: AdministeredAWS) throws {
    let accounts = server.aws.accounts
    try add("first", to: accounts, trusting: trust(administrator))
    try add(
      "second",
      to: accounts,
      trusting: trust("arn:aws:iam::\(account):role/first"),
      trust("arn:aws:iam::\(account):root")
    )
    try add(
      "guarded",
      to: accounts,
      trusting: trust(administrator, all, #","Condition":{"StringEquals":{"sts:ExternalId":"Example987"}}"#)
    )
    try add("elsewhere", to: accounts, owner: "444455556666", trusting: trust("arn:aws:iam::\(account):root"))
    try add("long", to: accounts, trusting: trust(administrator, #""sts:AssumeRole""#), lasting: 7200)
  }

  /// A user who may do nothing, with a key.
  private static func bare(_ server: AdministeredAWS) throws -> [String: String] {
    let system = System.live()
    let owner = try #require(AccountID(account))
    let key = AccessKey(
      id: AccessKeyID(.longTerm, account: owner, random: system.randomBytes).text,
      created: system.now(),
      salt: system.randomBytes(16)
    )
    let user = User(
      arn: "arn:aws:iam::\(account):user/bare",
      account: account,
      path: "/",
      name: "bare",
      uniqueID: UniqueID(.user, random: system.randomBytes).text,
      created: system.now(),
      accessKeys: [key]
    )
    try server.aws.accounts.put(.user(user))
    return ["BARE_KEY": key.id, "BARE_SECRET": server.aws.sessions.secret(of: key).exposed]
  }

  @Test("boto3 assumes roles, chains them and narrows sessions, and is refused in AWS's words")
  func boto() async throws {
    try await AdministeredAWS.serve { server in
      try Self.stage(server)
      let bare = try Self.bare(server)
      try await Scratch.use { scratch in
        let run = try await Binary.run(
          [Self.script],
          environment: server.environment(scratch).merging(bare) { $1 },
          program: RealClients.python
        )
        #expect(run.status == 0, "\(run.output)\(run.errors)")
      }
    }
  }

  private static func aws(_ arguments: [String], _ environment: [String: String]) async throws -> Binary.Run {
    try await Binary.run(
      ["sts"] + arguments + ["--output", "json"],
      environment: environment,
      program: RealClients.aws,
      folder: URL(filePath: environment["HOME"] ?? "")
    )
  }

  private static func arn(_ run: Binary.Run) throws -> String? {
    try #require(run.status == 0, "\(run.errors)")
    return (try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])?["Arn"] as? String
  }

  @Test("the AWS CLI goes from profile to profile along a chain of roles, and stops where a role does not let it in")
  func profiles() async throws {
    try await AdministeredAWS.serve { server in
      try Self.stage(server)
      try await Scratch.use { scratch in
        var environment = server.environment(scratch)
        let keys = [
          environment.removeValue(forKey: "AWS_ACCESS_KEY_ID"),
          environment.removeValue(forKey: "AWS_SECRET_ACCESS_KEY"),
        ]
        let role = "arn:aws:iam::\(Self.account):role"
        environment["AWS_SHARED_CREDENTIALS_FILE"] = try scratch.write(
          "[base]\naws_access_key_id = \(keys[0] ?? "")\naws_secret_access_key = \(keys[1] ?? "")\n",
          to: "credentials",
          mode: 0o600
        )
        environment["AWS_CONFIG_FILE"] = try scratch.write(
          """
          [profile first]
          role_arn = \(role)/first
          source_profile = base
          role_session_name = one

          [profile second]
          role_arn = \(role)/second
          source_profile = first
          role_session_name = two

          [profile guarded]
          role_arn = \(role)/guarded
          source_profile = base
          role_session_name = three
          external_id = Example987

          [profile unguarded]
          role_arn = \(role)/guarded
          source_profile = base
          role_session_name = three

          [profile shortcut]
          role_arn = \(role)/long
          source_profile = first
          role_session_name = four

          [profile too-long]
          role_arn = \(role)/second
          source_profile = first
          role_session_name = five
          duration_seconds = 3601

          """,
          to: "config",
          mode: 0o600
        )
        let assumed = "arn:aws:sts::\(Self.account):assumed-role"
        for (profile, arn) in [
          ("base", Self.administrator), ("first", "\(assumed)/first/one"), ("second", "\(assumed)/second/two"),
          ("guarded", "\(assumed)/guarded/three"),
        ] {
          #expect(try Self.arn(try await Self.aws(["get-caller-identity", "--profile", profile], environment)) == arn)
        }
        for (profile, text) in [
          (
            "unguarded",
            "User: \(Self.administrator) is not authorized to perform: sts:AssumeRole on resource: \(role)/guarded"
          ),
          (
            "shortcut",
            "User: \(assumed)/first/one is not authorized to perform: sts:AssumeRole on resource: \(role)/long"
          ),
          ("too-long", "exceeds the 1 hour session limit for roles assumed by role chaining."),
        ] {
          let run = try await Self.aws(["get-caller-identity", "--profile", profile], environment)
          #expect(run.status != 0)
          #expect(run.output.isEmpty)
          #expect(run.errors.contains("when calling the AssumeRole operation: "), "\(run.errors)")
          #expect(run.errors.contains(text), "\(profile): \(run.errors)")
        }
      }
    }
  }
}
