import Foundation
import Testing

@Suite("the environment of a rehearsed job", .timeLimit(.minutes(30)))
struct JobEnvironmentTests {
  private static let handshake: Set = [
    "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME", "AWS_REGION", "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL",
    "AWS_EC2_METADATA_DISABLED", "CHECKPOINT_DISABLE", "NO_PROXY", "no_proxy",
  ]

  @Test("it holds exactly what the platform would give, whatever the shell outside holds")
  func exact() async throws {
    let job = try await Job.run(["/usr/bin/env"])
    let variables = job.variables
    #expect(
      Set(variables.keys)
        == Self.handshake.union([
          "PATH", "LANG", "LC_ALL", "TERM", "HOME", "TMPDIR", "CI", "GITLAB_CI", "CI_PROJECT_PATH", "CI_PROJECT_ID",
          "CI_COMMIT_REF_NAME", "CI_COMMIT_BRANCH", "CI_PIPELINE_SOURCE", "TF_CLI_ARGS_init",
        ])
    )
    #expect(!variables.values.contains { $0.contains("outside") || $0.contains("192.0.2.1") })
    #expect(!job.run.output.contains("eyJ"))
    let home = try #require(variables["HOME"])
    var text = ""
    for (name, value) in variables.sorted(by: { $0.key < $1.key }) where name != "PATH" {
      let value = value.replacing(URL(filePath: home).deletingLastPathComponent().path, with: "@@JOB@@")
      text += "\(name)=\(value)\n"
    }
    Binary.Run(status: 0, output: text, errors: "").expectSnapshot("job/environment-gitlab", of: ["…", "--", "env"])
  }

  @Test("a GitHub job has GitHub's variables, and asks this machine for tokens, not GitHub")
  func github() async throws {
    let variables = try await Job.run(["/usr/bin/env"], example: "github", pipeline: ("release", "shop-release"))
      .variables
    #expect(
      Set(variables.keys)
        == Self.handshake.union([
          "PATH", "LANG", "LC_ALL", "TERM", "HOME", "TMPDIR", "CI", "GITHUB_ACTIONS", "GITHUB_REPOSITORY", "GITHUB_REF",
          "GITHUB_EVENT_NAME", "TF_CLI_ARGS_init", "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
        ])
    )
    #expect(variables["ACTIONS_ID_TOKEN_REQUEST_URL"]?.hasPrefix("http://127.0.0.1:") == true)
    #expect(variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] != "outside")
    #expect(variables["GITHUB_REF"] == "refs/tags/v1.0.0")
    #expect(variables["AWS_ROLE_ARN"] == "arn:aws:iam::111122223333:role/shop-release")
  }

  @Test("Terraform's plugin settings stay, and its variables and tokens do not")
  func terraform() async throws {
    let variables = try await Job.run(
      ["/usr/bin/env"],
      environment: ["TF_CLI_CONFIG_FILE": "/nonexistent/rc", "TF_PLUGIN_CACHE_DIR": "/nonexistent/cache"]
    ).variables
    #expect(variables["TF_CLI_CONFIG_FILE"] == "/nonexistent/rc")
    #expect(variables["TF_PLUGIN_CACHE_DIR"] == "/nonexistent/cache")
    #expect(variables.keys.filter { $0.hasPrefix("TF_") }.count == 3)
  }

  @Test("--pass lets one variable through, and only that one")
  func pass() async throws {
    let variables = try await Job.run(["/usr/bin/env"], options: ["--pass", "TF_VAR_x", "--pass", "NOT_THERE"])
      .variables
    #expect(variables["TF_VAR_x"] == "outside")
    #expect(variables["NOT_THERE"] == nil)
    #expect(variables.filter { $0.value == "outside" }.count == 1)
  }

  @Test("--pass cannot replace the handshake, nor point a client of it away from this machine")
  func passHandshake() async throws {
    let names = ["AWS_ROLE_ARN", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "HOME", "AWS_EC2_METADATA_DISABLED"]
    let variables = try await Job.run(
      ["/usr/bin/env"],
      options: names.flatMap { ["--pass", $0] },
      environment: ["AWS_ENDPOINT_URL_STS": "http://192.0.2.1", "AWS_EC2_METADATA_DISABLED": "false"]
    ).variables
    #expect(variables["AWS_ROLE_ARN"] == "arn:aws:iam::111122223333:role/shop-deploy")
    #expect(variables["AWS_EC2_METADATA_DISABLED"] == "true")
    for name in ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS"] {
      #expect(variables[name]?.hasPrefix("http://127.0.0.1:") == true)
    }
    #expect(variables["HOME"]?.hasSuffix("/home") == true)
  }

  @Test("the token is in a file of its owner's, in a folder of its owner's, and all of it is gone afterwards")
  func files() async throws {
    let job = try await Job.run([
      "/bin/sh", "-c",
      """
      for file in "$AWS_WEB_IDENTITY_TOKEN_FILE" "$(dirname "$AWS_WEB_IDENTITY_TOKEN_FILE")" "$HOME" "$TMPDIR"; do
        ls -ld "$file"
      done
      ls -A "$HOME"
      wc -l < "$AWS_WEB_IDENTITY_TOKEN_FILE"
      echo left > "$HOME/behind"; echo left > "$TMPDIR/behind"; mkdir -p "$HOME/.aws/sso/cache"
      ln -s / "$HOME/root"; chmod 500 "$HOME/.aws/sso" "$HOME/.aws"
      """,
    ])
    let modes = job.run.output.split(separator: "\n").map { String($0.prefix(10)) }
    #expect(modes.prefix(4) == ["-rw-------", "drwx------", "drwx------", "drwx------"])
    // The home was empty, and the token file has no line end.
    #expect(modes.count == 5)
    #expect(modes.last?.trimmingCharacters(in: .whitespaces) == "0")
    #expect(job.leftovers.isEmpty, "\(job.run.errors)")
  }
}
