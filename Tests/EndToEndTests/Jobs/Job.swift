import Foundation
import Testing

/// `keyless rehearse examples/gitlab` with a command, in surroundings that the job must not see.
struct Job: Sendable {
  static let bash = Binary.find("bash")
  static let noBash: Comment = "there is no bash in PATH, which these jobs are written in"

  /// The person's own variables: none of them may reach the job.
  static let outside = [
    "AWS_PROFILE": "dev", "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "outside",
    "AWS_SESSION_TOKEN": "outside", "AWS_ROLE_ARN": "arn:aws:iam::999999999999:role/outside",
    "AWS_CONFIG_FILE": "/nonexistent/config", "AWS_ENDPOINT_URL": "http://192.0.2.1",
    "AWS_ENDPOINT_URL_EC2": "http://192.0.2.1", "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://192.0.2.1",
    "CI_JOB_TOKEN": "outside", "CI_COMMIT_TAG": "v9", "GITLAB_TOKEN": "outside", "GITHUB_TOKEN": "outside",
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "outside", "ACTIONS_ID_TOKEN_REQUEST_URL": "http://192.0.2.1",
    "TF_VAR_x": "outside", "TF_TOKEN_app_terraform_io": "outside", "TF_CLI_ARGS_plan": "-var x=1",
    "KEYLESS_TF_PLUGINS": "outside", "HTTPS_PROXY": "http://192.0.2.1", "BASH_ENV": "/nonexistent/bash-env",
    "LANG": "C", "LC_ALL": "C", "TERM": "dumb",
  ]

  let run: Binary.Run
  /// What keyless left in the folder for temporary files.
  let leftovers: [String]

  static func run(
    _ command: [String],
    options: [String] = [],
    example: String = "gitlab",
    pipeline: (name: String, role: String) = ("main", "shop-deploy"),
    environment: [String: String] = [:],
    folder: URL? = nil,
    signal: Binary.Signal? = nil
  ) async throws -> Job {
    try await Scratch.use { scratch in
      let run = try await Binary.run(
        ["rehearse", Binary.root.appending(path: "examples/\(example)").path]
          + ["--pipeline", pipeline.name, "--role", pipeline.role] + options + ["--"] + command,
        environment: outside.merging(["TMPDIR": scratch.temporary.path, "HOME": scratch.home.path]) { $1 }
          .merging(environment) { $1 },
        folder: folder ?? scratch.url,
        signal: signal
      )
      return Job(run: run, leftovers: try scratch.leftovers())
    }
  }

  /// A job that presents its token by hand and then goes on.
  static func exchange(
    then script: String,
    options: [String] = [],
    signal: Binary.Signal? = nil
  ) async throws -> Job {
    let fixture = Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/exchange.sh").path
    return try await run(
      ["bash", "-c", "bash \"$0\" || exit 99\n\(script)", fixture],
      options: options,
      signal: signal
    )
  }

  /// The variables that `env` printed, without those that a shell sets by itself.
  var variables: [String: String] {
    var variables: [String: String] = [:]
    for line in run.output.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
    }
    return variables
  }
}
