import Foundation
import KeylessIntent
import KeylessSource
import KeylessTesting
import Testing

/// Every kind of refusal as the user sees it; `RECORD_SNAPSHOTS=1` writes the texts anew.
@Suite("a bad intent")
struct BadIntentTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var testDescription: String { name }
  }

  private static func gitlab(_ entry: String, top: String = "") -> String {
    "version: 1\naccount: \"111122223333\"\nplatform: gitlab\n\(top)roles:\n  deploy:\n    admits:\n      - \(entry)\n"
  }

  private static func github(_ entry: String, top: String = "") -> String {
    gitlab(entry, top: top).replacing("platform: gitlab", with: "platform: github")
  }

  private static let good = "{project: acme/shop, project-id: 1, branches: [main]}"
  private static let own = "issuer: https://gitlab.example.com\n"
  private static let ghes = "issuer: https://ghe.example.com/_services/token\n"

  private static func many(_ count: Int) -> String { (1...count).map { "k\($0): v" }.joined(separator: ", ") }

  static let cases: [Case] = [
    Case(name: "not-yaml", text: "version: [1\n"),
    Case(name: "empty", text: "# nothing\n"),
    Case(name: "a-list", text: "- 1\n"),
    Case(name: "bare", text: "partition: aws\nplatform: gitlab\n"),
    Case(name: "duplicate-key", text: gitlab(good, top: "platform: github\n")),
    Case(name: "unknown-key", text: gitlab(good, top: "acount: 1\n")),
    Case(name: "unknown-entry-key", text: gitlab("{project: acme/shop, project_id: 1, branches: [main]}")),
    Case(name: "version", text: gitlab(good).replacing("version: 1", with: "version: 2")),
    Case(name: "platform", text: gitlab(good).replacing("platform: gitlab", with: "platform: jenkins")),
    Case(name: "account", text: gitlab(good).replacing("111122223333", with: "1111-2222-3333")),
    Case(name: "partition", text: gitlab(good, top: "partition: aws-moon\n")),
    Case(name: "region", text: gitlab(good, top: "region: Frankfurt\n")),
    Case(name: "issuer-http", text: gitlab(good, top: "issuer: http://gitlab.example.com\n")),
    Case(name: "issuer-slash", text: gitlab(good, top: "issuer: https://gitlab.com/\n")),
    Case(name: "audience", text: gitlab(good, top: "audience: \"a b\"\n")),
    Case(name: "owner", text: gitlab(good, top: "owner: \"*\"\n")),
    Case(name: "outside-owner", text: gitlab(good, top: "owner: other\n")),
    Case(name: "role-name", text: gitlab(good).replacing("  deploy:", with: "  \"de ploy\":")),
    Case(name: "role-case", text: gitlab(good) + "  Deploy:\n    admits:\n      - \(good)\n"),
    Case(
      name: "no-admits",
      text: "version: 1\naccount: \"111122223333\"\nplatform: gitlab\nroles:\n  deploy: {path: /}\n"
    ),
    Case(name: "path", text: gitlab(good) + "    path: ci\n"),
    Case(name: "duration", text: gitlab(good) + "    max-session-duration: 1h\n"),
    Case(name: "policy-arn", text: gitlab(good) + "    policies: {managed: \"arn:aws:iam::999999999999:policy/x\"}\n"),
    Case(name: "policy-file", text: gitlab(good) + "    policies: {inline: {x: ../x.json}}\n"),
    Case(name: "strangers", text: gitlab("{project: \"*/shop\", branches: [main]}")),
    Case(name: "project", text: gitlab("{project: shop, branches: [main]}")),
    Case(name: "id", text: gitlab("{project: acme/shop, project-id: \"47*\", branches: [main]}")),
    Case(name: "full-ref", text: gitlab("{project: acme/shop, project-id: 1, branches: [refs/heads/main]}")),
    Case(name: "illegal-ref", text: gitlab("{project: acme/shop, project-id: 1, branches: [\"ä?b\"]}")),
    Case(name: "no-ref", text: gitlab("{project: acme/shop, project-id: 1}")),
    Case(name: "empty-list", text: gitlab("{project: acme/shop, project-id: 1, branches: []}")),
    Case(name: "boolean-branch", text: gitlab("{project: acme/shop, project-id: 1, branches: [true]}")),
    Case(name: "gitlab-environment", text: gitlab("{project: acme/shop, environments: [production]}")),
    Case(name: "gitlab-pull-requests", text: gitlab("{project: acme/shop, branches: [main], pull-requests: true}")),
    Case(name: "request-on-tag", text: gitlab("{project: acme/shop, project-id: 1, tags: [v1], merge-requests: true}")),
    Case(
      name: "protected-false",
      text: gitlab("{project: acme/shop, project-id: 1, branches: [main], protected: false}")
    ),
    Case(
      name: "self-managed",
      text: gitlab(
        "{project: acme/shop, project-id: 1, namespace-id: 2, branches: [main], merge-requests: false, protected: true}",
        top: own
      )
    ),
    Case(name: "subject-component", text: gitlab(good, top: "subject: [project_path, environment]\n")),
    Case(name: "subject-start", text: gitlab(good, top: "subject: [ref, project_path]\n")),
    Case(name: "subject-without-path", text: gitlab(good, top: "subject: [project_id, ref_type, ref]\n")),
    Case(name: "subject-without-type", text: gitlab(good, top: "subject: [project_path, ref]\n")),
    Case(name: "subject-without-ref", text: gitlab(good, top: "subject: [project_path, ref_type]\n")),
    Case(name: "layout-on-gitlab", text: gitlab(good, top: "subject-layout: both\n")),
    Case(
      name: "layout-on-ghes",
      text: github("{project: acme/shop, branches: [main]}", top: ghes + "subject-layout: both\n")
    ),
    Case(
      name: "github-words",
      text: github("{project: acme/shop, project-id: 1, merge-requests: false, protected: true}")
    ),
    Case(name: "github-nothing", text: github("{project: acme/shop, repository-id: 1}")),
    Case(
      name: "github-mixed-requests",
      text: github("{project: acme/shop, repository-id: 1, branches: [main], pull-requests: true}")
    ),
    Case(
      name: "github-environment-requests",
      text: github("{project: acme/shop, repository-id: 1, environments: [p], pull-requests: false}")
    ),
    Case(
      name: "ghes",
      text: github("{project: acme/shop, repository-id: 1, environments: [p], branches: [main]}", top: ghes)
    ),
    Case(
      name: "ghes-forgeable-subject",
      text: github("{project: acme/shop, branches: [main]}", top: ghes + "subject: [context, repo]\n")
    ),
    Case(
      name: "ghes-forgeable-owner",
      text: github("{project: acme/shop, branches: [main]}", top: ghes + "subject: [repository_owner, context, repo]\n")
    ),
    Case(
      name: "github-issuer",
      text: github("{project: acme/shop, branches: [main]}", top: "issuer: https://github.com/acme\n")
    ),
    Case(
      name: "ghe-path",
      text: github(
        "{project: acme/shop, repository-id: 1, environments: [p], branches: [main]}",
        top: "issuer: https://token.actions.acme.ghe.com/acme\n"
      )
    ),
    Case(name: "id-zero", text: gitlab("{project: acme/shop, project-id: 007, branches: [main]}")),
    Case(
      name: "id-long",
      text: github("{project: acme/shop, repository-id: \"1234567890123456789\", branches: [main]}")
    ),
    Case(
      name: "environment-long",
      text: github("{project: acme/shop, environments: [\"\(String(repeating: "a", count: 256))*\"]}")
    ),
    Case(
      name: "environment-control",
      text: github("{project: acme/shop, repository-id: 1, environments: [\"a\\u0085b\"]}")
    ),
    Case(name: "ref-question", text: gitlab("{project: acme/shop, project-id: 1, branches: [\"release/?\"]}")),
    Case(name: "ref-hyphen", text: gitlab("{project: acme/shop, project-id: 1, branches: [\"-*\"]}")),
    Case(name: "ref-lock", text: github("{project: acme/shop, repository-id: 1, tags: [\"*.lock\"]}")),
    Case(name: "github-host", text: github("{project: github.com/acme/shop, branches: [main]}")),
    Case(
      name: "host-outside-owner",
      text: gitlab("{project: gitlab.com/acme/shop, project-id: 1, branches: [main]}", top: "owner: acme\n")
    ),
    Case(name: "ghes-wide-project", text: github("{project: \"acme/*\", branches: [main]}", top: ghes)),
    Case(name: "ghes-environment", text: github("{project: acme/shop, environments: [\"a:b\"]}", top: ghes)),
    Case(name: "github-context", text: github("{project: acme/shop, branches: [main]}", top: "subject: [repo]\n")),
    Case(
      name: "entry-names",
      text: gitlab("{name: a, project: acme/shop, project-id: 1, branches: [main]}")
        + "      - {name: a, project: acme/shop, project-id: 1, tags: [v1]}\n"
    ),
    Case(name: "boundary", text: gitlab(good) + "    boundary: arn:aws-cn:iam::aws:policy/ReadOnlyAccess\n"),
    Case(name: "tag-key", text: gitlab(good, top: "tags: {\"aws:team\": a, \"keyless:x\": b, \"a*\": c}\n")),
    Case(name: "tag-value", text: gitlab(good) + "    tags: {a: true, b: \"x;y\", c: [d]}\n"),
    Case(name: "tag-case", text: gitlab(good) + "    tags: {team: a, Team: b}\n"),
    Case(name: "tag-list", text: gitlab(good, top: "tags: [a]\n")),
    Case(name: "tag-count", text: gitlab(good, top: "tags: {\(many(45))}\n") + "    tags: {one: more}\n"),
    Case(name: "provider", text: gitlab(good, top: "provider: reuse\n")),
    Case(name: "state-bare", text: gitlab(good, top: "state: {kms: true}\n")),
    Case(name: "state-key", text: gitlab(good, top: "state: {bucket: acme-state, prefix: a}\n")),
    Case(name: "state-bucket", text: gitlab(good, top: "state: {bucket: Acme.State}\n")),
    Case(name: "state-bucket-reserved", text: gitlab(good, top: "state: {bucket: acme-s3alias}\n")),
    Case(name: "state-region", text: gitlab(good, top: "state: {bucket: acme-state, region: Ireland}\n")),
    Case(
      name: "state-kms-region",
      text: gitlab(good, top: "state: {bucket: acme-state, kms: \"arn:aws:kms:eu-west-1:111122223333:key/1\"}\n")
    ),
    Case(
      name: "state-kms-alias",
      text: gitlab(good, top: "state: {bucket: acme-state, kms: \"arn:aws:kms:us-east-1:111122223333:alias/x\"}\n")
    ),
    Case(name: "state-kms-word", text: gitlab(good, top: "state: {bucket: acme-state, kms: aws}\n")),
    Case(name: "state-kms-list", text: gitlab(good, top: "state: {bucket: acme-state, kms: []}\n")),
    Case(name: "state-prefix", text: gitlab(good, top: "state: {bucket: acme-state, key-prefix: \"shop/*\"}\n")),
    Case(name: "state-prefix-slash", text: gitlab(good, top: "state: {bucket: acme-state, key-prefix: /shop}\n")),
    Case(
      name: "state-roles",
      text: gitlab(good, top: "state: {bucket: acme-state, roles: {deploi: write, deploy: all}}\n")
    ),
    Case(name: "state-roles-list", text: gitlab(good, top: "state: {bucket: acme-state, roles: [deploy]}\n")),
  ]

  @Test("is refused with its place and what to do", arguments: cases)
  func rendered(_ example: Case) throws {
    let bytes = Array(example.text.utf8)
    let (intent, diagnostics) = Intent.read(bytes, file: "keyless.yaml")
    #expect(intent == nil)
    #expect(diagnostics.contains { $0.severity == .error })
    #expect(
      Snapshot.difference(
        TextRenderer(SourceFiles("keyless.yaml", bytes)).render(diagnostics),
        named: example.name,
        beside: #filePath
      ) == nil
    )
  }

  @Test(
    "the twin of a refused intent is read",
    arguments: [
      gitlab(good),
      gitlab("{project: acme/shop, project-id: 1, branches: [\"*\"], tags: [\"*\"]}", top: "subject: [project_path]\n"),
      gitlab(
        "{project-id: 1, branches: [main], protected: true}",
        top: own + "subject: [project_id, ref_type, ref, ref_protected]\n"
      ),
      github("{project: acme/shop, repository-id: 1, environments: [\"a:b\"], branches: [main]}"),
      github("{project: acme/shop, environments: [\"*\"]}", top: ghes),
      github("{project: acme/shop, branches: [main]}", top: ghes + "subject: [repo, repository_owner, context]\n"),
      github("{project: acme/shop, branches: [main]}", top: "subject: [context, repo]\n"),
      github("{project: acme/shop, environments: [\"\(String(repeating: "a", count: 254))*\"]}"),
      github("{project: acme/shop, environments: [\"\(String(repeating: "a", count: 255))*\"]}"),
      github(
        "{project: acme/shop, branches: [main]}",
        top: "issuer: https://token.actions.acme.ghe.com/acme\nsubject-layout: classic\n"
      ),
      github(
        "{project: acme/shop, repository-id: 1, owner-id: 7, branches: [main]}",
        top: "issuer: https://token.actions.acme.ghe.com/acme\nsubject-layout: immutable\n"
      ),
      gitlab("{project: acme/shop, project-id: \"123456789012345678\", branches: [\"*.loc\", \"a-*\"]}"),
      github("{project: shop, owner-id: 1, pull-requests: true}", top: "owner: acme\n"),
      gitlab(good) + "    boundary: arn:aws:iam::111122223333:policy/ci/edge\n",
      gitlab(good, top: "tags: {Team: \"ünï côde @ 1+1=2\", \"a:b/c\": \"\"}\n") + "    tags: {team: 7}\n",
      gitlab(good, top: "tags: {\(many(45))}\n") + "    tags: {K1: other}\n",
      gitlab(good, top: "provider: create\n"),
      gitlab(good, top: "state: {bucket: acme-state, kms: false, key-prefix: \"shop/\", roles: {deploy: read}}\n"),
    ]
  )
  func accepted(_ text: String) {
    let (intent, diagnostics) = Intent.read(Array(text.utf8), file: "keyless.yaml")
    #expect(intent != nil, "\(TextRenderer(SourceFiles("keyless.yaml", Array(text.utf8))).render(diagnostics))")
  }

  @Test(
    "what is exact but perhaps more than its owner thinks is read, with a warning",
    arguments: [
      (gitlab("{project: acme/shop, branches: [main]}"), ["intent-name-only"]),
      (gitlab("{project: \"acme/*\", namespace-id: 2, branches: [main]}"), ["intent-wide-project"]),
      (gitlab("{project: gitlab.com/acme/shop, project-id: 1, branches: [main]}"), ["intent-host-in-project"]),
      (gitlab("{project: gitlab.com/shop, project-id: 1, branches: [main]}"), []),
      (gitlab("{project: gitlab.org/a/shop, project-id: 1, branches: [main]}"), []),
      (
        gitlab("{project: acme/shop, project-id: 1, branches: [\"*\"], merge-requests: false}"),
        ["intent-child-pipeline"]
      ),
      (gitlab("{project: acme/shop, project-id: 1, branches: [\"*\"], merge-requests: false, protected: true}"), []),
      (gitlab("{project: acme/shop, project-id: 1, branches: [main], merge-requests: false}"), []),
      (gitlab("{project: acme/shop, project-id: 1, branches: [\"*\"]}"), []),
      (github("{project: acme/shop, repository-id: 1, branches: [main]}"), ["intent-pull-request-target"]),
      (
        github("{project: acme/shop, repository-id: 1, branches: [main], pull-requests: false}"),
        ["intent-pull-request-target"]
      ),
      (github("{project: acme/shop, repository-id: 1, tags: [v1], pull-requests: false}"), []),
      (github("{project: acme/shop, repository-id: 1, environments: [p], branches: [main]}"), []),
      (github("{project: acme/shop, repository-id: 1, pull-requests: true}"), []),
    ]
  )
  func warned(_ text: String, _ ids: [String]) {
    let (intent, diagnostics) = Intent.read(Array(text.utf8), file: "keyless.yaml")
    #expect(intent != nil)
    #expect(diagnostics.map(\.id.description) == ids)
    #expect(diagnostics.allSatisfy { $0.severity == .warning })
  }
}
