import Foundation
import Testing

@Suite("wrong usage", .timeLimit(.minutes(30)))
struct UsageTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var arguments: [String]
    var testDescription: String { name }

    init(_ name: String, _ arguments: String...) {
      self.name = name
      self.arguments = arguments
    }
  }

  static let cases: [Case] = [
    Case("unknown-verb", "deploy"),
    Case("unknown-option", "rehearse", "examples/gitlab", "--quiet"),
    Case("unknown-token-verb", "token", "steal"),
    Case("no-path", "rehearse"),
    Case("pipeline-without-command", "rehearse", "examples/gitlab", "--pipeline", "main"),
    Case("pipeline-with-empty-command", "rehearse", "examples/gitlab", "--pipeline", "main", "--"),
    Case("command-without-pipeline", "rehearse", "examples/gitlab", "--", "true"),
    Case("role-without-pipeline", "rehearse", "examples/gitlab", "--role", "shop-deploy"),
    Case("pass-without-pipeline", "rehearse", "examples/gitlab", "--pass", "LANG"),
    Case("unknown-log-level", "rehearse", "examples/gitlab", "--server-log", "all"),
    Case("unknown-pipeline", "rehearse", "examples/gitlab", "--pipeline", "production", "--", "true"),
    Case("unknown-role", "rehearse", "examples/gitlab", "--pipeline", "main", "--role", "Shop-Deploy", "--", "true"),
    Case(
      "pipeline-of-another-role",
      "rehearse",
      "examples/gitlab",
      "--pipeline",
      "main",
      "--role",
      "shop-plan",
      "--",
      "true"
    ),
    Case("hostile-pipeline", "rehearse", "examples/gitlab", "--pipeline", "\u{1b}[2Jmain", "--", "true"),
    Case("no-platform", "token", "mint"),
    Case("unknown-platform", "token", "mint", "--platform", "jenkins"),
    Case("no-audience", "token", "mint", "--platform", "gitlab", "--fact", "project_path=acme/shop"),
    Case("no-fact-name", "token", "mint", "--platform", "github", "--fact", "main"),
    Case("unknown-fact", "token", "mint", "--platform", "github", "--fact", "branch=main"),
    Case(
      "illegal-ref",
      "token",
      "mint",
      "--platform",
      "github",
      "--fact",
      "repository=acme/shop",
      "--fact",
      "ref=refs/heads/a..b"
    ),
    Case("lifetime-in-words", "token", "mint", "--platform", "github", "--lifetime", "1h"),
    Case("no-key-file", "token", "mint", "--platform", "github", "--key", "no-such-key.pem"),
    Case("no-token-file", "token", "inspect", "no-such-token"),
    Case("no-key-set-file", "token", "inspect", "examples/gitlab/keyless.yaml", "--jwks", "no-such-keys.json"),
    Case("unknown-format", "token", "inspect", "--format", "xml"),
  ]

  @Test("a wrong command line is answered with status 2 and what to do instead", arguments: cases)
  func usage(example: Case) async throws {
    let run = try await Binary.run(example.arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    run.expectSnapshot("usage/\(example.name)", of: example.arguments.map { $0.replacing("\u{1b}", with: "\\e") })
  }

  @Test("a pipeline name that several roles have wants --role, and with it the job runs")
  func ambiguous() async throws {
    try await Scratch.use { scratch in
      let entry = "{name: main, project: acme/shop, project-id: 4711, namespace-id: 815, branches: [main]}"
      try scratch.write(
        """
        version: 1
        account: "111122223333"
        platform: gitlab
        roles:
          blue: {admits: [\(entry)]}
          green: {admits: [\(entry)]}

        """,
        to: "keyless.yaml"
      )
      let arguments = ["rehearse", scratch.url.path, "--pipeline", "main", "--", "true"]
      let ambiguous = try await Binary.run(arguments)
      #expect(ambiguous.status == 2)
      ambiguous.expectSnapshot("usage/ambiguous-pipeline", of: arguments, in: scratch)
      let named = try await Binary.run(
        ["rehearse", scratch.url.path, "--pipeline", "main", "--role", "green", "--", "printenv", "AWS_ROLE_ARN"]
      )
      #expect(named.output == "arn:aws:iam::111122223333:role/green\n")
    }
  }
}
