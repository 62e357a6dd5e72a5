import Foundation
import KeylessGenerate
import Testing

@Suite(
  "the scripts of the GitHub action",
  .timeLimit(.minutes(8)),
  .enabled(if: PlayedHTTP.isThere, PlayedHTTP.absence)
)
struct GitHubScriptTests {
  @Test(.enabled(if: Shell.missing.isEmpty, Shell.absence))
  func `are run under every shell below`() {}

  /// Under the shell that `sh` is in the job: the scripts start each other by that name.
  private struct Job {
    var run: Shell.Run
    /// What the next step would find, in order.
    var environment: [(name: String, value: String)]
    var requests: [PlayedHTTP.Request]

    subscript(name: String) -> String? { environment.last { $0.name == name }?.value }
  }

  private static let good = PlayedHTTP.Answer(body: #"{"count":300,"value":"eyJh.eyJzdWIiOiJ4In0.c2ln-_%N"}"#)
  private static let secret = "request \"secret\" \\ %s"

  /// Foundation tells a child's end by a descriptor that the child inherits, and so would the refresher, which lives on.
  private static let closing = [
    "/bin/bash", "-c",
    #"for fd in /dev/fd/*; do fd=${fd##*/}; if [ "$fd" -gt 2 ]; then eval "exec $fd>&-"; fi; done; exec "$@""#, "bash",
  ]

  private func play(
    _ shell: Shell,
    _ answers: [PlayedHTTP.Answer] = [good],
    environment: [String: String] = [:],
    options: String = "",
    then check: (Job, String) async throws -> Void
  ) async throws {
    try await PlayedHTTP.use(answers) { server in
      try await TestFolder.use { folder in
        let files = FileManager.default
        for name in ["bin", "temp", "work", "action"] {
          try files.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        for file in try CICases.github.tree().files where file.path.hasSuffix(".sh") {
          let name = try #require(file.path.split(separator: "/").last)
          try Data(file.text.utf8).write(to: URL(filePath: "\(folder)/action/\(name)"))
        }
        try files.createSymbolicLink(atPath: "\(folder)/bin/sh", withDestinationPath: shell.command[0])
        var variables = [
          "PATH": "\(folder)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "")",
          "RUNNER_TEMP": "\(folder)/temp", "GITHUB_ENV": "\(folder)/env", "HOME": folder,
          "KEYLESS_ROLE_ARN": "arn:aws:iam::111122223333:role/shop-deploy", "KEYLESS_REGION": "eu-west-1",
          "KEYLESS_AUDIENCE": CICases.strangeAudience, "KEYLESS_SESSION_PREFIX": "github", "KEYLESS_REFRESH": "false",
          "KEYLESS_REFRESH_LIMIT": "21600", "KEYLESS_FORK": "false", "KEYLESS_RETRY_SECONDS": "0",
          "GITHUB_RUN_ID": "7", "GITHUB_RUN_ATTEMPT": "1", "GITHUB_REPOSITORY": "acme/shop",
          "GITHUB_REF_NAME": "6/merge",
          "ACTIONS_ID_TOKEN_REQUEST_URL": "\(server.url)/token?api-version=2.0",
          "ACTIONS_ID_TOKEN_REQUEST_TOKEN": Self.secret,
        ]
        variables.merge(environment) { $1 }
        let run = try await Shell.run(
          Self.closing + ["\(folder)/bin/sh"] + (options.isEmpty ? [] : [options]) + ["\(folder)/action/deliver.sh"],
          environment: variables.filter { $0.value != "-" },
          in: "\(folder)/work"
        )
        let lines = (try? String(contentsOfFile: "\(folder)/env", encoding: .utf8))?.split(separator: "\n") ?? []
        let exported = lines.map { line in
          let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
          return (name: String(parts[0]), value: parts.count == 2 ? String(parts[1]) : "")
        }
        #expect(!run.all.contains("eyJ") && !run.all.contains("secret\\\""))
        #expect(!run.all.contains(Self.secret))
        try await check(Job(run: run, environment: exported, requests: server.requests), folder)
      }
    }
  }

  @Test(arguments: Shell.found, ["", "-x"])
  func `put the token into a file and tell the next steps where it is`(shell: Shell, options: String) async throws {
    try await play(shell, options: options) { job, folder in
      #expect(job.run.status == 0, "\(job.run.all)")
      let file = try #require(job["AWS_WEB_IDENTITY_TOKEN_FILE"])
      #expect(file.hasPrefix("\(folder)/temp/aws-credentials.") && file.hasSuffix("/token"))
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "eyJh.eyJzdWIiOiJ4In0.c2ln-_1")
      #expect(try mode(file) == 0o600)
      #expect(
        job.environment.map(\.name) == [
          "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_SESSION_NAME", "AWS_REGION", "AWS_DEFAULT_REGION",
        ]
      )
      #expect(job["AWS_ROLE_ARN"] == "arn:aws:iam::111122223333:role/shop-deploy")
      #expect(job["AWS_ROLE_SESSION_NAME"] == "github-7-1-acme-shop-6-merge")
      #expect(job["AWS_REGION"] == "eu-west-1" && job["AWS_DEFAULT_REGION"] == "eu-west-1")
      let request = try #require(job.requests.first)
      #expect(job.requests.count == 1)
      #expect(request.headers["authorization"] == "bearer \(Self.secret)")
      let query = try #require(URLComponents(string: request.path)?.queryItems)
      #expect(query.map(\.name) == ["api-version", "audience"])
      #expect(query.last?.value == CICases.strangeAudience)
    }
  }

  @Test(arguments: Shell.found)
  func `empty stray keys and replace stray profiles, with a warning`(shell: Shell) async throws {
    let stray = [
      "AWS_ACCESS_KEY_ID": "AKIASTRAY", "AWS_SECRET_ACCESS_KEY": "stray-secret", "AWS_SESSION_TOKEN": "stray-session",
      "AWS_PROFILE": "stray-profile",
    ]
    try await play(shell, environment: stray) { job, folder in
      #expect(job.run.status == 0, "\(job.run.all)")
      for (name, value) in stray {
        #expect(job.run.output.contains("::warning title=AWS credentials::\(name) was set"))
        #expect(!job.run.all.contains(value))
        #expect(job[name] == (name == "AWS_PROFILE" ? "keyless-job" : ""))
      }
      #expect(job["AWS_DEFAULT_PROFILE"] == nil)
      let file = try #require(job["AWS_CONFIG_FILE"])
      #expect(try mode(file) == 0o600)
      #expect(
        try String(contentsOfFile: file, encoding: .utf8) == """
          [profile keyless-job]
          role_arn = arn:aws:iam::111122223333:role/shop-deploy
          web_identity_token_file = \(job["AWS_WEB_IDENTITY_TOKEN_FILE"] ?? "")
          role_session_name = github-7-1-acme-shop-6-merge
          region = eu-west-1

          """
      )
    }
    try await play(shell, environment: ["AWS_ACCESS_KEY_ID": ""]) { job, _ in #expect(!job.run.all.contains("warning"))
    }
  }

  private static let python = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: ".venv/bin/python").path
  private static let hasBoto = FileManager.default.isExecutableFile(atPath: python)

  /// Why an empty value would not do: boto3 looks for a profile of that name.
  @Test(.enabled(if: hasBoto, "boto3 is not in .venv; `make clients` puts it there"))
  func `let boto3 find the token although a profile was set`() async throws {
    let question = "import botocore.session as b; print(b.Session().get_credentials().method)"
    try await play(#require(Shell.found.first), environment: ["AWS_PROFILE": "stray"]) { job, folder in
      var variables = Dictionary(job.environment.map { ($0.name, $0.value) }) { $1 }
      variables.merge(["HOME": folder, "AWS_EC2_METADATA_DISABLED": "true"]) { $1 }
      let found = try await Shell.run([Self.python, "-c", question], environment: variables, in: folder)
      #expect(found.output.contains("assume-role"), "\(found.all)")
      #expect(found.status == 0)
      variables["AWS_PROFILE"] = ""
      let emptied = try await Shell.run([Self.python, "-c", question], environment: variables, in: folder)
      #expect(emptied.status != 0 && emptied.errors.contains("ProfileNotFound"))
    }
  }

  @Test(arguments: [
    (
      ["ACTIONS_ID_TOKEN_REQUEST_URL": "-", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "-"],
      "this job may not ask for a token: give it"
    ),
    (["ACTIONS_ID_TOKEN_REQUEST_TOKEN": ""], "this job may not ask for a token: give it"),
    (
      ["ACTIONS_ID_TOKEN_REQUEST_URL": "-", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "-", "KEYLESS_FORK": "true"],
      "GitHub gives no token to a pull request from a fork"
    ),
    (["KEYLESS_ROLE_ARN": ""], "no role is given"), (["KEYLESS_ROLE_ARN": "x"], "'x' is not the ARN of a role"),
    (["KEYLESS_ROLE_ARN": "arn:aws:iam::1:role/x\nLD_PRELOAD=/evil"], "role-arn and region may have no line ends"),
    (["KEYLESS_REGION": "eu-west-1\nX=1"], "role-arn and region may have no line ends"),
    (["KEYLESS_REFRESH_LIMIT": "1h"], "refresh-limit is not a number of seconds"),
    (["KEYLESS_REGION": ""], "no region is given"), (["KEYLESS_AUDIENCE": ""], "no audience is given"),
  ])
  func `end the step with a reason, and ask for nothing`(environment: [String: String], reason: String) async throws {
    for shell in Shell.found {
      try await play(shell, [], environment: environment) { job, _ in
        #expect(job.run.status == 1)
        #expect(job.run.output.contains("::error title=AWS credentials::\(reason)"), "\(job.run.all)")
        #expect(job.environment.isEmpty)
      }
    }
  }

  @Test(arguments: Shell.found)
  func `try again what may pass, five times, and no refusal`(shell: Shell) async throws {
    let busy = PlayedHTTP.Answer(status: 503, body: "later")
    try await play(shell, [busy, .init(status: 429), .init(body: "{}"), busy, Self.good]) { job, _ in
      #expect(job.run.status == 0, "\(job.run.all)")
      #expect(job.requests.count == 5)
    }
    try await play(shell, [busy]) { job, _ in
      #expect(job.run.status == 1 && job.requests.count == 5)
      #expect(job.run.output.contains("no token: GitHub's token service answered 503, five times"))
    }
    try await play(shell, [.init(status: 403, body: "{}")]) { job, _ in
      #expect(job.run.status == 1 && job.requests.count == 1)
      #expect(job.run.output.contains("no token: GitHub's token service refused with 403"))
    }
    try await play(shell, [.init(body: #"{"value":"a.b.c\nd $(id)"}"#)]) { job, _ in
      #expect(job.run.status == 1 && job.environment.isEmpty)
      #expect(job.run.output.contains("no token: GitHub answered without a token, five times"))
    }
    try await play(shell, environment: ["ACTIONS_ID_TOKEN_REQUEST_URL": "http://127.0.0.1:1/x?y"]) { job, _ in
      #expect(job.run.status == 1)
      #expect(job.run.output.contains("no token: GitHub's token service did not answer, five times"))
    }
  }

  @Test(arguments: Shell.found)
  func `replace the token's file in one step until the job's folder goes`(shell: Shell) async throws {
    let environment = ["KEYLESS_REFRESH": "true", "KEYLESS_REFRESH_SECONDS": "0.05"]
    try await play(shell, environment: environment) { job, _ in
      #expect(job.run.status == 0, "\(job.run.all)")
      let file = try #require(job["AWS_WEB_IDENTITY_TOKEN_FILE"])
      let folder = file.replacing("/token", with: "")
      var seen: Set<String> = []
      var numbers: Set<Int> = []
      // Every reading is a whole token, whenever it happens.
      while seen.count < 5, !Task.isCancelled {
        let token = try String(contentsOfFile: file, encoding: .utf8)
        #expect(token.hasPrefix("eyJh.eyJzdWIiOiJ4In0.c2ln-_"))
        seen.insert(token)
        if let number = try? FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? NSNumber {
          numbers.insert(number.intValue)
        }
        await Task.yield()
      }
      // Another file each time, never the old one written over.
      #expect(numbers.count > 1)
      #expect(try mode(file) == 0o600)
      #expect(try String(contentsOfFile: "\(folder)/refresh.log", encoding: .utf8).isEmpty)
      await watch(while: { isRefreshing(folder) }) {
        try? FileManager.default.removeItem(atPath: folder)
      }
    }
  }

  @Test(arguments: Shell.found)
  func `stop renewing when GitHub refuses, and when the longest time has passed`(shell: Shell) async throws {
    let environment = ["KEYLESS_REFRESH": "true", "KEYLESS_REFRESH_SECONDS": "0.05"]
    try await play(shell, [Self.good, .init(status: 401)], environment: environment) { job, _ in
      let folder = try #require(job["AWS_WEB_IDENTITY_TOKEN_FILE"]).replacing("/token", with: "")
      await watch(while: { isRefreshing(folder) || log(folder).isEmpty })
      #expect(
        log(folder)
          == "the token is no longer renewed: GitHub's token service refused with 401\n"
      )
    }
    try await play(shell, environment: environment.merging(["KEYLESS_REFRESH_LIMIT": "0"]) { $1 }) { job, _ in
      let folder = try #require(job["AWS_WEB_IDENTITY_TOKEN_FILE"]).replacing("/token", with: "")
      await watch(while: { isRefreshing(folder) || log(folder).isEmpty })
      #expect(
        log(folder)
          == "the token is no longer renewed: the longest time, 0 seconds, has passed\n"
      )
      #expect(job.requests.count == 1)
    }
  }

  /// Empty until it has ended: a moment after it was started nothing tells the process from the script that starts it.
  private func log(_ folder: String) -> String {
    (try? String(contentsOfFile: "\(folder)/refresh.log", encoding: .utf8)) ?? ""
  }

  private func mode(_ file: String) throws -> Int? {
    (try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber)?.intValue
  }

  /// Whether a process still has this folder among its arguments.
  private func isRefreshing(_ folder: String) -> Bool {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.contains { process in
      guard process.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
      else { return false }
      let text = String(decoding: line, as: UTF8.self)
      return text.contains("refresh.sh") && text.contains(folder)
    }
  }

  /// Watches, as long as the suite's time limit lets it.
  private func watch(while condition: () -> Bool, doing work: () -> Void = {}) async {
    repeat {
      work()
      await Task.yield()
    } while condition() && !Task.isCancelled
  }
}
