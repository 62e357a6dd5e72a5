import KeylessIntent
import KeylessPlatforms
import KeylessSource
import Testing

@Suite("admits")
struct AdmissionTests {
  private func role(_ platform: String, _ entry: String, top: String = "") throws -> Role {
    let text =
      "version: 1\naccount: \"111122223333\"\nplatform: \(platform)\n\(top)roles:\n  r:\n    admits:\n      - \(entry)\n"
    return try #require(Intent.read(Array(text.utf8), file: "k").intent?.roles.first)
  }

  private func gitlab(_ change: [String: FactValue?] = [:]) -> Pipeline {
    var pipeline = Pipeline(
      platform: "gitlab",
      facts: [
        "project_path": .text("acme/shop"), "project_id": .text("1"), "ref": .text("main"), "ref_type": .text("branch"),
        "ref_protected": .flag(true), "pipeline_source": .text("push"),
      ]
    )
    for (fact, value) in change { pipeline.facts[fact] = value }
    return pipeline
  }

  @Test(
    "a GitLab entry admits its run and refuses each neighbour",
    arguments: [
      [:], ["pipeline_source": .text("web")], ["project_id": .number(1)], ["ref_protected": .text("true")],
      ["ref": .text("release/1")],
    ] as [[String: FactValue?]]
  )
  func admitsGitLab(_ change: [String: FactValue?]) throws {
    let entry =
      "{project: acme/shop, project-id: 1, branches: [main, \"release/*\"], protected: true, merge-requests: false}"
    let role = try role("gitlab", entry)
    #expect(role.admits(gitlab(change)))
    for refused in [
      ["project_path": .text("acme/Shop")], ["project_path": nil], ["project_id": .text("01")], ["project_id": nil],
      ["ref_type": .text("tag")], ["ref_type": nil], ["ref": .text("Main")], ["ref": .text("release")], ["ref": nil],
      ["ref_protected": .flag(false)], ["ref_protected": nil], ["pipeline_source": .text("merge_request_event")],
      ["pipeline_source": .text("external_pull_request_event")], ["pipeline_source": nil],
    ] as [[String: FactValue?]] {
      #expect(!role.admits(gitlab(change.merging(refused) { $1 })), "\(refused)")
    }
    #expect(!role.admits(Pipeline(platform: "github", facts: gitlab(change).facts)))
  }

  @Test("names are compared by bytes: a name that only looks the same is another name")
  func bytes() throws {
    let role = try role("gitlab", "{project: acme/shop, project-id: 1, branches: [\"\u{E9}\"]}")
    #expect(role.admits(gitlab(["ref": .text("\u{E9}")])))
    #expect(!role.admits(gitlab(["ref": .text("e\u{301}")])))
  }

  @Test("on GitHub an environment, a pull request and a plain ref exclude each other")
  func github() throws {
    func run(_ facts: [String: String]) -> Pipeline {
      Pipeline(
        platform: "github",
        facts: ["repository": .text("acme/shop"), "repository_id": .text("1")].merging(facts.mapValues(FactValue.text))
        { $1 }
      )
    }
    let push = run(["ref": "refs/heads/main", "event_name": "push"])
    let production = run(["ref": "refs/heads/main", "event_name": "push", "environment": "production"])
    let request = run(["ref": "refs/pull/7/merge", "event_name": "pull_request"])
    let merged = run(["ref": "refs/heads/main", "event_name": "pull_request"])
    let silent = run(["ref": "refs/heads/main"])
    let id = "project: acme/shop, repository-id: 1"
    for (entry, admitted) in [
      ("{\(id), branches: [main]}", [push]), ("{\(id), environments: [production]}", [production]),
      ("{\(id), environments: [production], tags: [v1]}", []), ("{\(id), pull-requests: true}", [request, merged]),
      ("{\(id), tags: [main]}", []),
    ] {
      let role = try role("github", entry)
      for pipeline in [push, production, request, merged, silent] {
        #expect(role.admits(pipeline) == admitted.contains(pipeline), "\(entry) \(pipeline)")
      }
    }
  }

  private static let mappedIssuers: [(IntentPlatform, String, Bool, Bool)] = [
    (.gitlab, "https://gitlab.com", true, false), (.gitlab, "https://gitlab.example.com", false, false),
    (.gitlab, "https://GitLab.com", false, false), (.gitlab, "https://gitlab.com/x", false, false),
    (.gitlab, "https://token.actions.githubusercontent.com", false, false),
    (.github, "https://token.actions.githubusercontent.com", true, true),
    (.github, "https://token.actions.githubusercontent.com/acme", true, true),
    (.github, "https://token.actions.acme.ghe.com", true, true),
    (.github, "https://token.actions.acme.ghe.com/acme", false, true),
    (.github, "https://token.actions.acme.ghe.com/other", false, false),
    (.github, "https://token.actions.a.b.ghe.com", false, false),
    (.github, "https://ghe.example.com/_services/token", false, false), (.github, "https://gitlab.com", false, false),
  ]

  @Test("an issuer's claims are mapped when AWS says so, not when its host looks alike", arguments: mappedIssuers)
  func issuers(_ platform: IntentPlatform, _ url: String, _ mapsClaims: Bool, _ isImmutable: Bool) {
    let issuer = Issuer(platform: platform, url: url)
    #expect(issuer.mapsClaims == mapsClaims)
    #expect(issuer.hasImmutableSubjects == isImmutable)
  }

  private static let patternCases: [(String, String, Bool)] = [
    ("a", "a", true), ("a", "A", false), ("*", "", true), ("a*", "a", true), ("a*", "ba", false), ("a*a", "a", false),
    ("a*a", "aa", true), ("*b*", "abc", true), ("*b*", "ac", false), ("a*b*c", "a-bb-c", true), ("a*b*c", "acb", false),
    ("a**c", "abc", true), ("a?", "ab", false), ("a?", "a?", true), ("*é", "e\u{301}", false), ("a.c", "abc", false),
    ("acme/*", "acme/x/y", true), ("acme/*", "acme", false), ("*ab*ab", "xabab", true), ("*ab*ab", "xab", false),
  ]

  @Test(
    "`*` is any run of characters and the only wildcard",
    arguments: patternCases
  )
  func patterns(_ pattern: String, _ name: String, _ expected: Bool) {
    #expect(NamePattern(pattern).matches(name) == expected)
  }

  @Test("one pipeline per alternative, named uniquely, and each is admitted")
  func pipelines() throws {
    let role = try role(
      "github",
      "{name: p, project: acme/shop, repository-id: 1, environments: [a, \"b*\"], branches: [main], tags: [\"v*\"]}"
    )
    #expect(role.pipelines.map(\.name) == ["p:a@main", "p:a@v1.0.0", "p:bexample@main", "p:bexample@v1.0.0"])
    #expect(role.pipelines.allSatisfy { role.admits($0.pipeline) })
    let long = String(repeating: "a", count: 254)
    let tight = try self.role("github", "{project: acme/shop, repository-id: 1, environments: [\"\(long)*\"]}")
    #expect(tight.pipelines.map { $0.pipeline["environment"] } == [.text(long + "x")])
  }

  private static let refCases: [(String, Bool)] = [
    ("main", true), ("release/1.0", true), ("ä", true), ("a${b}", true), ("a@b", true), ("a*", false), ("a..b", false),
    ("/a", false), ("a/", false), ("a//b", false), (".a", false), ("a/.b", false), ("a.lock", false), ("a.", false),
    // Only the whole ref must not be `@`; `refs/heads/@` can be pushed.
    ("@", true),
    ("a@{b", false), ("a b", false), ("a:b", false), ("-a", false), ("", false), ("refs/heads/a", false),
    (String(repeating: "a", count: 40), false), (String(repeating: "a", count: 41), true),
  ]

  @Test("git's rules for refs", arguments: refCases)
  func refs(_ name: String, _ expected: Bool) {
    #expect(IntentPlatform.gitlab.allowsRef(name) == expected)
  }
}
