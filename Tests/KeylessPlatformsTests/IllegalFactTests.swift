import KeylessTesting
import KeylessPlatforms
import Testing

@Suite("Illegal facts")
struct IllegalFactTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let platform: String
    let facts: [String: String]
    let code: PlatformError.Code
    let fact: String
    /// A part of the message.
    let says: String
    var testDescription: String { "\(platform) \(facts.description.prefix(120))" }

    init(_ platform: String, _ facts: [String: String], _ code: PlatformError.Code, _ fact: String, _ says: String) {
      self.platform = platform
      self.facts = facts
      self.code = code
      self.fact = fact
      self.says = says
    }

    init(_ platform: String, _ facts: [String: String], _ fact: String, _ says: String) {
      self.init(platform, facts, .illegalFact, fact, says)
    }
  }

  private static let facts: [Case] =
    [
      Case("gitlab", ["ref_type": "mr"], "ref_type", "no token carries it"),
      Case("gitlab", ["ref_type": "merge_request"], "ref_type", "merge_request_event"),
      Case("gitlab", ["ref_type": "Branch"], "ref_type", "`branch`, `tag`"),
      Case("gitlab", ["pipeline_source": "merge_request"], "pipeline_source", "merge_request_event"),
      Case("gitlab", ["pipeline_source": "Push!"], "pipeline_source", "lower-case word"),
      Case("gitlab", ["project_path": "shop"], "project_path", "NAMESPACE/PROJECT"),
      Case("gitlab", ["project_path": "-acme/shop"], "project_path", "begin with `-`"),
      Case("gitlab", ["project_path": "acme./shop"], "project_path", "end with `.`"),
      Case("gitlab", ["project_path": "acme/shop.git"], "project_path", "`.git`"),
      Case("gitlab", ["project_path": "acme.atom/shop"], "project_path", "`.atom`"),
      Case("gitlab", ["project_path": "acme//shop"], "project_path", "empty segment"),
      Case("gitlab", ["project_path": "acme/shop:x"], "project_path", "letters, digits"),
      Case("gitlab", ["project_path": "acmé/shop"], "project_path", "letters, digits"),
      Case("gitlab", ["project_path": "api/shop"], "project_path", "reserved"),
      Case("gitlab", ["project_path": "acme/Blob"], "project_path", "reserved"),
      Case("gitlab", ["project_path": "acme/tree/shop"], "project_path", "reserved"),
      Case("gitlab", ["project_path": "acme/.."], "project_path", "dots"),
      Case("gitlab", ["project_path": "a/" + String(repeating: "b", count: 256)], "project_path", "255"),
      Case("gitlab", ["project_path": String(repeating: "a/", count: 21) + "b"], "project_path", "20 groups"),
      Case("gitlab", ["project_id": "0"], "project_id", "decimal"),
      Case("gitlab", ["project_id": "12a"], "project_id", "decimal"),
      Case("gitlab", ["project_id": "٣"], "project_id", "decimal"),
      Case("gitlab", ["runner_id": "99999999999999999999"], "runner_id", "decimal"),
      Case("gitlab", ["ref_protected": "yes"], "ref_protected", "`true`, `false`"),
      Case("gitlab", ["environment": "a\nb"], "environment", "control character"),
      Case("gitlab", ["environment": ""], "environment", "255"),
      Case("gitlab", ["nonsense": "x"], .unknownFact, "nonsense", "project_path"),
      Case("gitlab", ["repository": "a/b"], .unknownFact, "repository", "no such fact"),
      Case("gitlab", ["namespace_path": "other"], .contradiction, "namespace_path", "parent"),
      Case("gitlab", ["ref_path": "refs/tags/main"], .contradiction, "ref_path", "in full"),
      Case(
        "gitlab",
        ["ref_type": "tag", "pipeline_source": "merge_request_event"],
        .contradiction,
        "ref_type",
        "source branch"
      ),
      Case("gitlab", ["deployment_tier": "production"], .contradiction, "deployment_tier", "environment"),
      Case("gitlab", ["environment": "x", "deployment_tier": "prod"], "deployment_tier", "production"),
      Case("gitlab", ["user_id": "", "user_login": "x"], .contradiction, "user_login", "without a user"),
      Case("gitlab", ["job_project_path": "other/shop"], .contradiction, "job_project_path", "fork"),
      Case(
        "gitlab",
        [
          "job_project_path": "other/shop", "pipeline_source": "merge_request_event", "project_id": "5",
          "job_project_id": "5",
        ],
        .contradiction,
        "job_project_id",
        "two projects"
      ),
      Case("gitlab", ["project_id": "5", "job_project_id": "6"], .contradiction, "job_project_id", "one path is one"),
      Case("gitlab", ["job_config_sha": "abc"], .contradiction, "job_config_sha", "together"),
      Case("gitlab", ["user_identities": "nocolon"], "user_identities", "PROVIDER"),
      Case("gitlab", ["groups_direct": "a,,b"], "groups_direct", "empty segment"),
      Case("github", ["repository": "shop"], "repository", "OWNER/NAME"),
      Case("github", ["repository": "a/b/c"], "repository", "OWNER/NAME"),
      Case("github", ["repository": "-a/b"], "repository", "hyphen"),
      Case("github", ["repository": "a--b/c"], "repository", "hyphen"),
      Case("github", ["repository": "a_b_c/d"], "repository", "`_`"),
      Case("github", ["repository": "a@1/b"], "repository", "letters"),
      Case("github", ["repository": String(repeating: "a", count: 40) + "/b"], "repository", "39"),
      Case("github", ["repository": "a/" + String(repeating: "b", count: 101)], "repository", "100"),
      Case("github", ["repository": "a/.."], "repository", "dots"),
      Case("github", ["environment": String(repeating: "e", count: 256)], "environment", "255"),
      Case("github", ["ref": "main"], "ref", "refs/heads/"),
      Case("github", ["ref": "refs/pull/0/merge"], "ref", "refs/pull/NUMBER/merge"),
      Case("github", ["ref": "refs/heads/"], "ref", "never empty"),
      Case("github", ["ref_type": "pull_request"], "ref_type", "event_name"),
      Case("github", ["ref_type": "tag"], .contradiction, "ref_type", "follows"),
      Case("github", ["repository_owner": "other"], .contradiction, "repository_owner", "first half"),
      Case("github", ["repository_owner": "Acme"], .contradiction, "repository_owner", "first half"),
      Case("github", ["event_name": "pull_request", "ref": "refs/heads/x"], .contradiction, "ref", "refs/pull"),
      Case("github", ["event_name": "push", "ref": "refs/pull/1/merge"], .contradiction, "ref", "refs/pull"),
      Case("github", ["event_name": "push", "head_ref": "x"], .contradiction, "head_ref", "pull request"),
      Case("github", ["head_repository": "x/y"], .contradiction, "head_repository", "pull request"),
      Case("github", ["event_name": "merge_request"], "event_name", "no such event"),
      Case("github", ["event_name": "pull_request", "head_ref": ""], .contradiction, "head_ref", "source"),
      Case("github", ["enterprise": "e"], .contradiction, "enterprise", "together"),
    ]

  private static let refs: [(String, String)] =
    [
      ("", "empty"), ("a b", "space"), ("a\u{1}", "control"), ("a~", "`~`"), ("a^", "`^`"), ("a:b", "`:`"),
      ("a?", "`?`"),
      ("a*", "`*`"), ("a[", "`[`"), ("a\\b", "`\\`"), ("/a", "`//`"), ("a/", "`//`"), ("a//b", "`//`"),
      (".a", "begins with `.`"),
      ("a/.b", "begins with `.`"), ("a..b", "`..`"), ("a@{b", "`@{`"), ("a.lock", "`.lock`"), ("a.lock/b", "`.lock`"),
      ("a.", "end with `.`"), ("-a", "`-`"), ("refs/heads/a", "short name"),
      (String(repeating: "a", count: 40), "commit"),
      ("a\r\nb", "control"), (String(repeating: "b", count: 1025), "1024"),
    ]

  private static let otherPlatforms: [Case] = [
    Case("circleci", ["organization_id": "acme"], "organization_id", "UUID"),
    Case("circleci", ["project_id": "3F2B1C00-0000-4000-8000-000000000001"], "project_id", "lower case"),
    Case("circleci", ["token": "v3"], "token", "`v1`, `v2`"),
    Case("circleci", ["vcs_origin": "acme/shop"], "vcs_origin", "HOST/OWNER/NAME"),
    Case("circleci", ["vcs_origin": "github.com//shop"], "vcs_origin", "HOST/OWNER/NAME"),
    Case("circleci", ["vcs_origin": "https://github.com/acme/shop"], "vcs_origin", "HOST/OWNER/NAME"),
    Case("circleci", ["vcs_origin": "github.com/acme/sh op"], "vcs_origin", "letters, digits"),
    Case("circleci", ["vcs_ref": "main"], "vcs_ref", "refs/heads/"),
    Case("circleci", ["context_ids": "x"], "context_ids", "UUID"),
    Case("circleci", ["ssh_rerun": "1"], "ssh_rerun", "`true`, `false`"),
    Case(
      "circleci",
      ["trigger": "custom_webhook", "vcs_ref": "refs/heads/main"],
      .contradiction,
      "vcs_ref",
      "custom webhook"
    ),
    Case(
      "bitbucket",
      ["repositoryUuid": "00000000-0000-4000-8000-000000000001"],
      "repositoryUuid",
      "between `{` and `}`"
    ),
    Case("bitbucket", ["stepUuid": "{00000000-0000-4000-8000-00000000000G}"], "stepUuid", "UUID"),
    Case("bitbucket", ["branchName": "a b"], "branchName", "space"),
    Case("bitbucket", ["branchName": ""], "branchName", "empty"),
    Case("bitbucket", ["workspace": "a/b"], "workspace", "letters"),
    Case("buildkite", ["organization_slug": "a:b"], "organization_slug", "letters"),
    Case("buildkite", ["pipeline_slug": ""], "pipeline_slug", "letters"),
    Case("buildkite", ["build_number": "-1"], "build_number", "decimal"),
    Case("buildkite", ["build_source": "push"], "build_source", "`webhook`"),
    Case("buildkite", ["job_id": "7"], "job_id", "UUID"),
    Case("hcp-terraform", ["terraform_run_phase": "destroy"], "terraform_run_phase", "plan"),
    Case("hcp-terraform", ["terraform_project_name": " x"], "terraform_project_name", "space at either end"),
    Case("hcp-terraform", ["terraform_project_name": "a:workspace:b"], "terraform_project_name", "letters"),
    Case("hcp-terraform", ["module": "m"], .contradiction, "module", "a workspace's run, a module's test"),
    Case("hcp-terraform", ["operation": "plan"], .contradiction, "operation", "stack"),
    Case(
      "hcp-terraform",
      ["terraform_full_workspace": "x"],
      .contradiction,
      "terraform_full_workspace",
      "it follows from"
    ),
    Case("eks", ["namespace": "Default"], "namespace", "lower-case"),
    Case("eks", ["namespace": "a.b"], "namespace", "lower-case"),
    Case("eks", ["namespace": "-a"], "namespace", "either end"),
    Case("eks", ["namespace": String(repeating: "a", count: 64)], "namespace", "63"),
    Case("eks", ["service_account": "a..b"], "service_account", "parts"),
    Case("eks", ["service_account": "a:b"], "service_account", "parts"),
    Case("eks", ["service_account": String(repeating: "a", count: 254)], "service_account", "253"),
    Case("eks", ["cluster_id": "0123456789abcdef0123456789abcdef"], "cluster_id", "upper case"),
    Case("oidc", ["subject": ""], "subject", "1 to 2048"), Case("oidc", ["subject": "a\u{0}"], "subject", "control"),
    Case("oidc", ["email_verified": "yes"], "email_verified", "`true`, `false`"),
    Case("oidc", ["sub": "x"], .unknownFact, "sub", "subject"),
  ]

  static let cases = facts + otherPlatforms + refs.map { Case("gitlab", ["ref": $0.0], "ref", $0.1) }

  @Test("an illegal fact is an error that names fact, value and rule", arguments: cases)
  func illegal(_ test: Case) throws {
    let platform = try Platform.get(test.platform)
    let given = try SamplePipelines.of(test.platform, test.facts)
    let error = try #require(throws: PlatformError.self) { try platform.complete(given) }
    #expect(error.code == test.code)
    #expect(error.fact == test.fact)
    #expect(error.description.contains(test.says), "\(error)")
    #expect(error.description.contains("`\(test.fact)`"))
    let issuer = given.givenIssuer
    #expect(throws: PlatformError.self) { try platform.token(for: given, .test(issuer: issuer)) }
    #expect(throws: PlatformError.self) { try platform.token(for: given, .test(issuer: issuer, facts: .asGiven)) }
  }

  @Test(
    "odd but legal facts are accepted",
    arguments: [
      ["ref": "a${b}%#\"'&;()!,=+@<>é"], ["ref": "@"], ["ref": "feature/x.y"], ["project_path": "A_b.c/d-e.f."],
      ["project_path": "g/s1/s2/p"], ["pipeline_source": "some_new_source"], ["environment": "review/ö x"],
      ["ref": String(repeating: "a", count: 39)], ["ref": "x.locked"],
    ]
  )
  func legal(_ facts: [String: String]) throws {
    let completed = try Platform.get("gitlab").complete(gitlab(facts))
    for (name, value) in facts { #expect(completed[name] == .text(value)) }
  }

  @Test(
    "odd but legal facts are accepted on GitHub",
    arguments: [
      ["repository": "a-b_corp/.x_y-Z"], ["environment": "*? / : é"], ["ref": "refs/heads/refs/heads/x"],
      ["ref": "refs/heads/gh-readonly-queue/main/pr-1", "event_name": "merge_group"], ["ref": "refs/pull/7/merge"],
    ]
  )
  func legalGitHub(_ facts: [String: String]) throws {
    let completed = try Platform.get("github").complete(github(facts))
    for (name, value) in facts { #expect(completed[name] == .text(value)) }
  }

  @Test("a missing required fact is named")
  func missing() throws {
    for (name, fact) in [
      ("gitlab", "project_path"), ("github", "repository"), ("circleci", "organization_id"),
      ("bitbucket", "repositoryUuid"), ("buildkite", "organization_slug"),
      ("hcp-terraform", "terraform_organization_name"), ("eks", "namespace"), ("oidc", "subject"),
    ] {
      let error = #expect(throws: PlatformError.self) {
        try Platform.get(name).complete(pipeline(PlatformID(name), [:]))
      }
      #expect(error?.code == .missingFact)
      #expect(error?.fact == fact)
    }
  }

  @Test("facts of another type are settled, or refused")
  func types() throws {
    let platform = try Platform.get("gitlab")
    var given = gitlab()
    given["project_id"] = .number(20)
    given["ref_protected"] = .text("true")
    let completed = try platform.complete(given)
    #expect(completed["project_id"] == .text("20"))
    #expect(completed["ref_protected"] == .flag(true))
    given["ref"] = .list(["main"])
    #expect(throws: PlatformError.self) { try platform.complete(given) }
  }

  @Test("a pipeline of another platform is refused")
  func wrongPlatform() throws {
    let error = #expect(throws: PlatformError.self) { try Platform.get("gitlab").complete(github()) }
    #expect(error?.code == .wrongPlatform)
  }

  @Test("a message cannot be forged or flooded by a value")
  func messages() throws {
    let hostile = "\u{1B}[2J\u{202E}" + String(repeating: "x", count: 100_000)
    let error = try #require(throws: PlatformError.self) {
      try Platform.get("gitlab").complete(gitlab(["ref": hostile]))
    }
    #expect(error.description.utf8.count < 600)
    #expect(!error.description.unicodeScalars.contains("\u{1B}"))
    #expect(!error.description.unicodeScalars.contains("\u{202E}"))
  }

  @Test("the same letters in two Unicode spellings are two values")
  func spellings() throws {
    let platform = try Platform.get("gitlab")
    let composed = try platform.complete(gitlab(["ref": "\u{E9}"]))
    let decomposed = try platform.complete(gitlab(["ref": "e\u{301}"]))
    #expect(composed != decomposed)
    #expect(throws: PlatformError.self) {
      try platform.complete(gitlab(["ref": "\u{E9}", "ref_path": "refs/heads/e\u{301}"]))
    }
  }

  @Test("random texts never crash, and what is accepted mints")
  func random() throws {
    let seed: UInt64 = 0x6B65_796C_6573_73
    var random = SplitMix64(seed: seed)
    let alphabet = Array("aZ0/.-_:@{}*?~^[\\ \u{0}\u{7F}é\u{301}%".unicodeScalars)
    var accepted = 0
    for _ in 0..<1500 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        text.append(try #require(alphabet.randomElement(using: &random)))
      }
      for platform in Platform.all {
        let fact = try #require(platform.facts.randomElement(using: &random))
        let given = try SamplePipelines.of(platform.id.description, [fact.name: String(text)])
        guard let completed = try? platform.complete(given) else { continue }
        accepted += 1
        let again = try platform.complete(completed)
        #expect(again == completed, "seed \(seed): \(given)")
        if given["head_repository"] == nil {
          _ = try platform.token(for: completed, .test(issuer: given.givenIssuer))
        }
      }
    }
    #expect(accepted > 300, "seed \(seed)")
  }
}
