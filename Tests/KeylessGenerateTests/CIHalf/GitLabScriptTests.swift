import Foundation
import KeylessGenerate
import KeylessSource
import Testing

@Suite("the script of the GitLab component")
struct GitLabScriptTests {
  @Test(.enabled(if: Shell.missing.isEmpty, Shell.absence))
  func `is run under every shell below`() {}

  struct Setting: Sendable, CustomTestStringConvertible {
    var shell: Shell
    var options: [String]
    var testDescription: String { "\(shell.name) \(options.joined(separator: " "))" }

    /// For what options do not change: the strictest and most talkative.
    static let few = Shell.found.map { Setting(shell: $0, options: ["-eux"]) }
    /// Also where nothing but the script itself ends the job.
    static let lax = few + Shell.found.map { Setting(shell: $0, options: []) }
    /// GitLab's runner itself sets `-eo pipefail` where the shell has it.
    static let all = Shell.found.flatMap { shell in
      [[], ["-eu"], ["-x"], ["-eux"], ["-eo", "pipefail"]].map { Setting(shell: shell, options: $0) }
    }
    .filter { $0.shell.name != "dash" || !$0.options.contains("pipefail") }
  }

  /// As GitLab makes it: three parts, the second with an end.
  static let token = "eyJhbGciOiJSUzI1NiJ9.\(payload).c2lnbmF0dXJlLXNpZ25hdHVyZQ"
  private static let payload = Data(#"{"sub":"say \"exp\":1","exp":1681398793,"aud":"x"}"#.utf8).base64EncodedString()
    .replacing("=", with: "").replacing("+", with: "-").replacing("/", with: "_")

  /// The variables that the SDKs read, as the script left them, and the token's file.
  private static let show = #"""

    for name in AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_SESSION_NAME AWS_REGION AWS_DEFAULT_REGION \
      AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE; do
      printf '%s=%s\n' "$name" "$(printenv "$name" || echo unset)"
    done
    case $- in *x*) echo trace=on ;; *) echo trace=off ;; esac
    set +u
    echo "left=$keyless_token$keyless_folder"
    cp -p "$AWS_WEB_IDENTITY_TOKEN_FILE" copy
    """#

  private struct Job {
    var run: Shell.Run
    var mode: Int?
    var token: String?
    var variables: [String: String]
    var leftovers: [String]
  }

  private func play(
    _ setting: Setting,
    environment: [String: String] = [:],
    script: (String) -> String = { $0 + show },
    file: String = "templates/aws-credentials.yml"
  ) async throws -> Job {
    let tree = try CICases.gitlab.tree()
    let text = try #require(tree[file])
    let job = try CIYAML.read(file.hasPrefix("templates") ? CIYAML.rendered(text) : text)[".aws-credentials"]
    return try await TestFolder.use { folder in
      let files = FileManager.default
      for name in ["tree", "tmp"] {
        try files.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
      }
      var variables = try CIYAML.variables(job)
      variables["PATH"] = ProcessInfo.processInfo.environment["PATH"]
      variables["TMPDIR"] = "\(folder)/tmp"
      variables["CI_PROJECT_DIR"] = "\(folder)/tree"
      variables["CI_PROJECT_ID"] = "4711"
      variables["CI_JOB_ID"] = "99"
      variables["CI_COMMIT_REF_NAME"] = "main"
      variables["KEYLESS_ID_TOKEN"] = Self.token
      variables.merge(environment) { $1 }
      let run = try await setting.shell.run(
        script(CIYAML.script(job, "before_script"))
          .replacing("AFTER", with: CIYAML.script(job, "after_script")),
        options: setting.options,
        environment: variables.filter { $0.value != "-" },
        in: "\(folder)/tree"
      )
      var shown: [String: String] = [:]
      for line in run.output.split(separator: "\n") {
        let parts = line.split(separator: "=", maxSplits: 1)
        if parts.count == 2 { shown[String(parts[0])] = String(parts[1]) }
      }
      let copy = "\(folder)/tree/copy"
      return Job(
        run: run,
        mode: try (files.fileExists(atPath: copy) ? files.attributesOfItem(atPath: copy)[.posixPermissions] : nil)
          .flatMap { ($0 as? NSNumber)?.intValue },
        token: files.contents(atPath: copy).map { String(decoding: $0, as: UTF8.self) },
        variables: shown,
        leftovers: try files.contentsOfDirectory(atPath: "\(folder)/tmp")
      )
    }
  }

  @Test(arguments: Setting.all)
  func `puts the token into a file of mode 0600 and shows it nowhere`(setting: Setting) async throws {
    for file in ["templates/aws-credentials.yml", "include/aws-credentials.gitlab-ci.yml"] {
      let job = try await play(setting, file: file)
      #expect(job.run.status == 0, "\(job.run.errors)")
      #expect(job.token == Self.token)
      #expect(job.mode == 0o600)
      #expect(!job.run.all.contains("eyJ") && !job.run.all.contains("c2lnbmF0"))
      #expect(job.variables["AWS_ROLE_ARN"] == "arn:aws:iam::111122223333:role/shop-deploy")
      #expect(job.variables["AWS_REGION"] == "eu-west-1")
      #expect(job.variables["AWS_DEFAULT_REGION"] == "eu-west-1")
      #expect(job.variables["AWS_ROLE_SESSION_NAME"] == "gitlab-4711-99-main")
      let path = try #require(job.variables["AWS_WEB_IDENTITY_TOKEN_FILE"])
      #expect(path.contains("/tmp/aws-credentials-99.") && path.hasSuffix("/token"))
      #expect(job.variables["trace"] == (setting.options.contains { $0.hasSuffix("x") } ? "on" : "off"))
      #expect(job.run.output.contains("left=\n"))
      #expect(
        job.run.errors.contains(
          "aws-credentials: arn:aws:iam::111122223333:role/shop-deploy as gitlab-4711-99-main; "
            + "credentials can be renewed until 2023-04-13T15:13:13Z\n"
        )
      )
    }
  }

  @Test(arguments: Setting.all)
  func `unsets what would win over the token, and names it without its value`(setting: Setting) async throws {
    let stray = [
      "AWS_ACCESS_KEY_ID": "AKIASTRAY", "AWS_SECRET_ACCESS_KEY": "stray-secret", "AWS_SESSION_TOKEN": "stray-session",
      "AWS_PROFILE": "stray-profile", "AWS_DEFAULT_PROFILE": "",
    ]
    let job = try await play(setting, environment: stray)
    #expect(job.run.status == 0, "\(job.run.errors)")
    for (name, value) in stray {
      #expect(job.variables[name] == "unset")
      #expect(job.run.errors.contains("aws-credentials: \(name) was set and is not used here"))
      #expect(value.isEmpty || !job.run.all.contains(value))
    }
    #expect(try await !play(setting).run.errors.contains("was set"))
  }

  @Test(arguments: [
    ("main", "main"), ("feature/a b", "feature-a-b"), ("\u{E9}\u{1F680}", "------"),
    ("a$(touch x)`id`", "a--touch-x--id-"),
    ("-n", "-n"), ("%s%n\\n", "-s-n-n"), ("'\";*?[", "------"), ("a\nb", "a-b"), ("", ""), ("+=,.@-_", "+=,.@-_"),
    (String(repeating: "x", count: 200), String(repeating: "x", count: 64 - "gitlab-4711-99-".count)),
  ])
  func `makes a session name that AWS takes from any ref`(ref: String, end: String) async throws {
    for setting in Setting.few {
      let job = try await play(setting, environment: ["CI_COMMIT_REF_NAME": ref, "LC_ALL": "C.UTF-8"])
      #expect(job.run.status == 0, "\(job.run.errors)")
      #expect(job.variables["AWS_ROLE_SESSION_NAME"] == "gitlab-4711-99-" + end)
    }
  }

  @Test(arguments: [
    (["KEYLESS_ID_TOKEN": "-"], "the job has no KEYLESS_ID_TOKEN"),
    (["KEYLESS_ID_TOKEN": ""], "the job has no KEYLESS_ID_TOKEN"),
    (["KEYLESS_ID_TOKEN": "not-a-token"], "KEYLESS_ID_TOKEN does not hold a token"),
    (["KEYLESS_TOKEN_VARIABLE": "x;id"], "'x;id' is not the name of a variable"),
    (["KEYLESS_TOKEN_VARIABLE": "-"], "'' is not the name of a variable"),
    (["KEYLESS_ROLE_ARN": ""], "no role is given: set the input role_arn"),
    (["KEYLESS_ROLE_ARN": "-"], "no role is given"),
    (["KEYLESS_ROLE_ARN": "shop-deploy"], "'shop-deploy' is not the ARN of a role"),
    (["KEYLESS_REGION": "-"], "no region is given"),
    (["TMPDIR": "/nonexistent/folder"], "no folder for the token could be made in '/nonexistent/folder'"),
  ])
  func `ends the job with a reason`(environment: [String: String], reason: String) async throws {
    for setting in Setting.lax {
      let job = try await play(setting, environment: environment, script: { $0 + "\necho went on" })
      #expect(job.run.status == 1)
      #expect(job.run.errors.contains("aws-credentials: \(reason)"))
      #expect(!job.run.output.contains("went on") && !job.run.all.contains("not-a-token"))
      #expect(job.leftovers.isEmpty)
    }
  }

  @Test
  func `writes no token into the work tree, wherever temporary files go`() async throws {
    for setting in Setting.few {
      for folder in ["work", "./x"] {
        let job = try await play(
          setting,
          environment: folder == "work" ? ["TMPDIR": "-"] : ["TMPDIR": folder],
          script: {
            "TMPDIR=${TMPDIR:-$CI_PROJECT_DIR}\nexport TMPDIR\n" + $0 + Self.show
              + "\nrm -r \"${AWS_WEB_IDENTITY_TOKEN_FILE%/token}\""
          }
        )
        #expect(job.run.status == 0, "\(job.run.errors)")
        #expect(job.variables["AWS_WEB_IDENTITY_TOKEN_FILE"]?.hasPrefix("/tmp/aws-credentials-99.") == true)
      }
    }
  }

  @Test
  func `works again in the new shell of after_script, and what it left goes`() async throws {
    for setting in Setting.few {
      let twice = try await play(setting, script: { "( \($0) )\n" + $0 + Self.show })
      #expect(twice.run.status == 0 && twice.leftovers.count == 2)
      // An id of its own: what it removes from /tmp is no other test's.
      let cleaned = try await play(
        setting,
        environment: ["CI_JOB_ID": "98"],
        script: { "( \($0) )\n" + $0 + Self.show + "\nAFTER" }
      )
      #expect(cleaned.run.status == 0 && cleaned.leftovers.isEmpty)
    }
  }

  @Test
  func `says the job's timeout where the token's end cannot be read`() async throws {
    for setting in Setting.few {
      let job = try await play(setting, environment: ["KEYLESS_ID_TOKEN": "a.b.c"])
      #expect(job.run.status == 0, "\(job.run.errors)")
      #expect(job.token == "a.b.c")
      #expect(job.run.errors.contains("credentials can be renewed until the job's timeout\n"))
    }
  }

  @Test
  func `leaves the umask and the shell's options as they were`() async throws {
    for setting in Setting.all {
      let job = try await play(setting, script: { "umask 022; a=$-\n" + $0 + "\necho \"$a $-\"; umask" })
      let lines = job.run.output.split(separator: "\n").map(String.init)
      #expect(lines.count == 2 && lines.last == "0022")
      let options = lines.first?.split(separator: " ") ?? []
      #expect(options.count < 2 || options[0] == options[1])
    }
  }
}
