import Foundation
import KeylessGenerate
import KeylessIntent
import KeylessSource
import Testing

@Suite("TrustPolicy")
struct TrustPolicyTests {
  private func intent(_ platform: String, _ entries: [String], top: String = "") throws -> Intent {
    let text =
      "version: 1\naccount: \"111122223333\"\nplatform: \(platform)\n\(top)roles:\n  r:\n    admits:\n"
      + entries.map { "      - \($0)\n" }.joined()
    return try #require(Intent.read(Array(text.utf8), file: "k").intent)
  }

  private func conditions(_ intent: Intent) throws -> [JSON] {
    let policy = try TrustPolicy.document(for: try #require(intent.roles.first), in: intent)
    guard case .array(let statements)? = policy["Statement"] else { return [] }
    return statements.compactMap { $0["Condition"] }
  }

  @Test("gitlab.com: ids beside names, a finite product in one list, merge requests kept out even without the claim")
  func gitlab() throws {
    let intent = try intent(
      "gitlab",
      [
        "{project: acme/shop, project-id: 4711, branches: [main, \"a${b}\"], protected: true, merge-requests: false}"
      ]
    )
    #expect(
      try conditions(intent) == [
        [
          "StringEquals": [
            "gitlab.com:aud": "sts.amazonaws.com",
            "gitlab.com:sub": [
              "project_path:acme/shop:ref_type:branch:ref:main", "project_path:acme/shop:ref_type:branch:ref:a${$}{b}",
            ],
            "gitlab.com:project_id": "4711", "gitlab.com:ref_protected": "true",
          ],
          "StringNotEquals": ["gitlab.com:pipeline_source": ["merge_request_event", "external_pull_request_event"]],
          "Null": ["gitlab.com:pipeline_source": "false"],
        ]
      ]
    )
  }

  @Test("exact and wildcard refs stand in statements of their own, and like conditions share one")
  func statements() throws {
    let intent = try intent(
      "gitlab",
      [
        "{project: acme/shop, project-id: 1, branches: [main, \"r/*\"]}",
        "{project: acme/shop, project-id: 1, tags: [v1, \"v*\"]}",
      ]
    )
    let conditions = try conditions(intent)
    #expect(conditions.count == 2)
    #expect(
      conditions.first?["StringEquals"]?["gitlab.com:sub"] == [
        "project_path:acme/shop:ref_type:branch:ref:main", "project_path:acme/shop:ref_type:tag:ref:v1",
      ]
    )
    #expect(
      conditions.last?["StringLike"]?["gitlab.com:sub"] == [
        "project_path:acme/shop:ref_type:branch:ref:r/*", "project_path:acme/shop:ref_type:tag:ref:v*",
      ]
    )
    #expect(conditions.last?["StringEquals"]?["gitlab.com:aud"] == "sts.amazonaws.com")
  }

  @Test(
    "github.com: both layouts, `%3A` in environments, a literal `?` that is no wildcard, the ref beside the environment"
  )
  func github() throws {
    let intent = try intent(
      "github",
      ["{project: acme/shop, repository-id: 1, owner-id: 2, environments: [\"a:b\", \"q?*\"], branches: [main]}"]
    )
    #expect(
      try conditions(intent) == [
        [
          "StringEquals": [
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": [
              "repo:acme@2/shop@1:environment:a%3Ab", "repo:acme/shop:environment:a%3Ab",
            ],
            "token.actions.githubusercontent.com:repository_id": "1",
            "token.actions.githubusercontent.com:repository_owner_id": "2",
            "token.actions.githubusercontent.com:environment": "a:b",
            "token.actions.githubusercontent.com:ref": "refs/heads/main",
          ]
        ],
        [
          "StringEquals": [
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:repository_id": "1",
            "token.actions.githubusercontent.com:repository_owner_id": "2",
            "token.actions.githubusercontent.com:ref": "refs/heads/main",
          ],
          "StringLike": [
            "token.actions.githubusercontent.com:sub": [
              "repo:acme@2/shop@1:environment:q${?}*", "repo:acme/shop:environment:q${?}*",
            ],
            "token.actions.githubusercontent.com:environment": "q${?}*",
          ],
        ],
      ]
    )
  }

  @Test("a self-managed GitLab has its whole condition in the subject")
  func selfManaged() throws {
    let intent = try intent(
      "gitlab",
      ["{project-id: 7, branches: [main], protected: true}"],
      top: "issuer: https://gitlab.example.com\naudience: aws\nsubject: [project_id, ref_type, ref, ref_protected]\n"
    )
    #expect(
      try conditions(intent) == [
        [
          "StringEquals": [
            "gitlab.example.com:aud": "aws",
            "gitlab.example.com:sub": "project_id:7:ref_type:branch:ref:main:ref_protected:true",
          ]
        ]
      ]
    )
    let provider = OIDCProvider(intent)
    #expect(provider.url == "https://gitlab.example.com")
    #expect(provider.arn == "arn:aws:iam::111122223333:oidc-provider/gitlab.example.com")
    #expect(provider.clientIDs == ["aws"])
  }

  @Test("a policy beyond IAM's quota is refused with its size; one just below it is written")
  func size() throws {
    func refs(_ count: Int) -> String { (0..<count).map { "branch-number-\($0)" }.joined(separator: ", ") }
    let small = try intent("gitlab", ["{project: acme/shop, project-id: 1, branches: [\(refs(20))]}"])
    let document = try TrustPolicy.document(for: try #require(small.roles.first), in: small)
    #expect(TrustPolicy.size(of: document) <= 2048)
    let large = try intent("gitlab", ["{project: acme/shop, project-id: 1, branches: [\(refs(40))]}"])
    let error = #expect(throws: TrustPolicyError.self) {
      try TrustPolicy.document(for: try #require(large.roles.first), in: large)
    }
    guard case .tooLarge(let role, let size, let limit, let split)? = error else {
      Issue.record("not the error that was wanted")
      return
    }
    #expect(role.value == "r" && size > 2048 && limit == 2048)
    #expect(split?.hasPrefix("entry 1 of its `admits` alone has \(size)") == true)
    #expect(error?.description.contains("\(size - 2048) more") == true)
  }

  @Test("what would not fit otherwise is written with shared conditions once, and exact names beside patterns")
  func styles() throws {
    let refs = (0..<40).map { "branch-number-\($0)" }.joined(separator: ", ")
    let entry = "{project: acme/shop, repository-id: 1, owner-id: 2, branches: [\(refs)]}"
    let factored = try conditions(try intent("github", [entry]))
    #expect(factored.count == 1)
    let key = "token.actions.githubusercontent.com"
    #expect(
      factored.first?["StringLike"]?["\(key):sub"] == ["repo:acme@2/shop@1:ref:*", "repo:acme/shop:ref:*"]
    )
    guard case .array(let names)? = factored.first?["StringEquals"]?["\(key):ref"] else {
      Issue.record("no list of refs")
      return
    }
    #expect(names.count == 40 && names.first == "refs/heads/branch-number-0")
    // Names that hold a wildcard's letter stay names.
    let many = (0..<4).map { "{project: acme/s\($0), project-id: \($0 + 1), branches: [main, \"r/*\", \"a${b}\"]}" }
    let joined = try conditions(try intent("gitlab", many))
    #expect(joined.count == 4)
    #expect(
      joined.first?["StringLike"]?["gitlab.com:sub"] == [
        "project_path:acme/s0:ref_type:branch:ref:main", "project_path:acme/s0:ref_type:branch:ref:r/*",
        "project_path:acme/s0:ref_type:branch:ref:a${$}{b}",
      ]
    )
    let environments = try conditions(
      try intent(
        "github",
        (0..<4).map {
          "{project: acme/shop, repository-id: 1, owner-id: 2, branches: [b\($0)], environments: [\"q?*\", \"q?x\", \"q*\", \"plain\(String(repeating: "n", count: 100))\"]}"
        }
      )
    )
    #expect(environments.count == 2)
    #expect(environments.last?["StringLike"]?["\(key):environment"] == ["q${?}*", "q*"])
    #expect(
      environments.last?["StringEquals"]?["\(key):ref"] == [
        "refs/heads/b0", "refs/heads/b1", "refs/heads/b2", "refs/heads/b3",
      ]
    )
  }

  @Test("an entry more than fits brings the offer of the roles that would do")
  func offer() throws {
    let entries = (0..<12).map {
      "{project: acme/shop-\($0), project-id: \($0 + 1), namespace-id: 7, branches: [main]}"
    }
    let large = try intent("gitlab", entries)
    let role = try #require(large.roles.first)
    let error = #expect(throws: TrustPolicyError.self) { try TrustPolicy.document(for: role, in: large) }
    let help = try #require(error?.help)
    #expect(help.hasPrefix("make 2 roles of it: `r` with entries 1 to 6 of its `admits` (2042 characters)"), "\(help)")
    // The roles that are offered do fit.
    let fits = try intent("gitlab", Array(entries[..<6]))
    _ = try TrustPolicy.document(for: try #require(fits.roles.first), in: fits)
    let tooMany = try intent("gitlab", Array(entries[..<7]))
    #expect(throws: TrustPolicyError.self) {
      try TrustPolicy.document(for: try #require(tooMany.roles.first), in: tooMany)
    }
  }

  @Test(
    "thousands of entries are measured to their end, whether their conditions differ or not",
    .timeLimit(.minutes(5)),
    arguments: [true, false]
  )
  func manyEntries(_ differ: Bool) throws {
    let entries = (0..<2_000).map { "{project: acme/shop, project-id: \(differ ? $0 + 1 : 1), branches: [b\($0)]}" }
    let large = try intent("gitlab", entries)
    let role = try #require(large.roles.first)
    #expect(throws: TrustPolicyError.self) { try TrustPolicy.document(for: role, in: large) }
  }

  @Test("white space inside and outside of strings is not counted")
  func whiteSpace() {
    #expect(TrustPolicy.size(of: ["a b": "c\u{9}"]) == #"{"ab":"c\t"}"#.count)
  }

  @Test(
    "every role of the examples has a policy that fits, and none holds a dangerous operator",
    arguments: ["gitlab", "github"]
  )
  func examples(_ platform: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let bytes = Array(try Data(contentsOf: root.appending(path: "examples/\(platform)/keyless.yaml")))
    let intent = try #require(Intent.read(bytes, file: "k").intent)
    for role in intent.roles {
      let text = try TrustPolicy.document(for: role, in: intent).compact
      #expect(!text.contains("ForAllValues") && !text.contains("IfExists"))
      #expect(text.contains(":sub\"") && text.contains(":aud\""))
    }
  }
}
