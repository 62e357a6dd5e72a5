import KeylessIntent
import KeylessRehearsal
import KeylessAccounts
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

/// Whole rehearsals over HTTP: of what the intent says, and of trust policies that say something else.
@Suite("rehearsals of right and wrong trust policies")
struct HandshakeRehearsalTests {
  private func play(_ theatre: Theatre) async throws -> (status: Int32, text: String) {
    let status = try await RehearseVerb(path: "").play(theatre.stage, theatre.system)
    return (status, theatre.machine.output)
  }

  @Test("the generated policy is right: the pipeline gets in and every near miss is refused")
  func generated() async throws {
    let (status, text) = try await play(Theatre())
    #expect(status == 0)
    #expect(text.contains("opens     arn:aws:sts::111122223333:assumed-role/deploy/rehearsal-main"))
    #expect(text.contains("Every handshake went as the intent says."))
    #expect(!text.contains("WRONG"))
    for miss in [
      "another branch", "tag of the same name", "unprotected ref", "merge request", "wrong audience", "expired",
    ] {
      #expect(text.contains("refused   \(miss)"), "\(miss)")
    }
    #expect(text.contains("ExpiredTokenException"))
    #expect(text.contains("InvalidIdentityToken"))
  }

  @Test("a trust policy that is too open is found out by the misses that get in")
  func tooOpen() async throws {
    let theatre = try Theatre()
    let audience = theatre.stage.intent.audience
    try theatre.trust("deploy", ["StringEquals": ["gitlab.com:aud": .string(audience)]])
    let (status, text) = try await play(theatre)
    #expect(status == 1)
    #expect(text.contains("WRONG     another branch"))
    #expect(text.contains("it got in as arn:aws:sts::111122223333:assumed-role/deploy/rehearsal-main"))
    #expect(!text.contains("Every handshake went as the intent says."))
    // The gate before the policy still holds.
    #expect(text.contains("refused   wrong audience"))
    #expect(text.contains("refused   expired"))
  }

  @Test(
    "a trust policy that is open in one place only is found out as well",
    arguments: [
      ("StringLike", "project_path:acme/shop:ref_type:branch:ref:main*", "prefix twin of the branch"),
      ("StringLike", "project_path:acme/shop:ref_type:*:ref:main", "tag of the same name"),
      ("StringLike", "project_path:acme/*:ref_type:branch:ref:main", "another project"),
      ("StringEqualsIgnoreCase", "project_path:acme/shop:ref_type:branch:ref:main", "case"),
    ]
  )
  func almost(test: String, subject: String, miss: String) async throws {
    let theatre = try Theatre()
    try theatre.trust("deploy", .object([.init(test, ["gitlab.com:sub": .string(subject)])]))
    let (status, text) = try await play(theatre)
    #expect(status == 1)
    #expect(text.split(separator: "\n").contains { $0.hasPrefix("    WRONG     ") && $0.contains(miss) }, "\(text)")
  }

  @Test("a trust policy that never opens is found out by the pipeline it is for")
  func dead() async throws {
    let theatre = try Theatre()
    try theatre.trust("deploy", ["StringEquals": ["gitlab.com:ref_type": "mr"]])
    let (status, text) = try await play(theatre)
    #expect(status == 1)
    #expect(text.contains("WRONG     AccessDenied; gitlab.com:ref_type is absent"))
    #expect(text.contains("handshakes did not go as the intent says; see above."))
  }

  @Test("a role that was deleted refuses everybody, and that is wrong")
  func deleted() async throws {
    let theatre = try Theatre()
    try theatre.stage.aws.accounts.remove(.role(named: "deploy", account: "111122223333"))
    let (status, text) = try await play(theatre)
    #expect(status == 1)
    #expect(text.contains("there is no role arn:aws:iam::111122223333:role/deploy"))
  }

  @Test("one role that is wrong makes the rehearsal of all wrong")
  func oneOfTwo() async throws {
    let right = try Theatre(Theatre.twoRoles)
    #expect(try await play(right).status == 0)
    let wrong = try Theatre(Theatre.twoRoles)
    try wrong.trust("plan", ["StringLike": ["gitlab.com:sub": "project_path:acme/shop:*"]])
    let (status, text) = try await play(wrong)
    #expect(status == 1)
    #expect(text.contains("role arn:aws:iam::111122223333:role/deploy"))
  }

  @Test("an intent without roles is never a rehearsal that went well")
  func noRoles() async throws {
    let theatre = try Theatre()
    let yaml = Theatre.yaml.split(separator: "\n", omittingEmptySubsequences: false).prefix(5).joined(separator: "\n")
    theatre.disk.put("empty.yaml", yaml + "\nroles: {}\n")
    let status = try? await RehearseVerb(path: "empty.yaml").run(theatre.system, logger: TheatreLog.silent)
    #expect(status != 0)
    #expect(!theatre.machine.output.contains("Every handshake went as the intent says."))
  }

  @Test("no token and no signature stand in a transcript")
  func secrets() async throws {
    let (_, text) = try await play(Theatre())
    #expect(!text.contains("eyJ"))
  }

  @Test("the file of an intent is found by its folder or its name, and a bad one is told with its place")
  func files() async throws {
    let theatre = try Theatre()
    theatre.disk.put("ci/keyless.yaml", Theatre.yaml)
    theatre.disk.put("bad.yaml", Theatre.yaml.replacing("[main]", with: "[a..b]"))
    let logger = TheatreLog.silent
    #expect(try await RehearseVerb(path: "ci/keyless.yaml").run(theatre.system, logger: logger) == 0)
    let missing = await #expect(throws: RehearsalError.self) {
      try await RehearseVerb(path: "nowhere.yaml").run(theatre.system, logger: logger)
    }
    #expect(missing?.code == .usage)
    #expect(missing?.description == "there is no file `nowhere.yaml`; name a keyless.yaml or the folder that holds it")
    let bad = await #expect(throws: RehearsalError.self) {
      try await RehearseVerb(path: "bad.yaml").run(theatre.system, logger: logger)
    }
    #expect(bad?.code == .unusableIntent)
    #expect(bad?.description.contains("bad.yaml:13:") == true, "\(bad?.description ?? "")")
  }
}
