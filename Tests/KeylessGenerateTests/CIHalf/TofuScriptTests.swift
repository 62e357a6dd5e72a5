import Foundation
import KeylessGenerate
import KeylessSource
import Testing

@Suite("the scripts that plan and apply", .timeLimit(.minutes(30)))
struct TofuScriptTests {
  static let terraform = Shell.find("terraform")
  static let noTerraform: Comment = "there is no terraform in PATH"

  /// A stack that needs no provider but the one Terraform carries.
  private static let stack = """
    resource "terraform_data" "kept" { input = "1" }
    resource "terraform_data" "replaced" { triggers_replace = "Plan: 7 to add" }
    resource "terraform_data" "removed" {}

    """
  private static let changed = """
    resource "terraform_data" "kept" { input = "2" }
    resource "terraform_data" "replaced" { triggers_replace = "x" }

    """

  /// A project with the root module in `infra`, in a folder of its own.
  private struct Project {
    var folder: String
    var environment: [String: String]

    func write(_ text: String, to path: String) throws {
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(path)"))
    }

    func read(_ path: String) -> String? {
      FileManager.default.contents(atPath: "\(folder)/\(path)").map { String(decoding: $0, as: UTF8.self) }
    }

    func run(_ script: String, _ shell: Shell, _ more: [String: String] = [:]) async throws -> Shell.Run {
      try await shell.run(script, options: ["-e"], environment: environment.merging(more) { $1 }, in: folder)
    }
  }

  private static func use(binary: String, _ work: (Project) async throws -> Void) async throws {
    try await TestFolder.use { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/infra", withIntermediateDirectories: true)
      let environment = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": folder, "CHECKPOINT_DISABLE": "1",
        "KEYLESS_BINARY": binary, "KEYLESS_ROOT": "infra", "KEYLESS_COMMIT": "aaaa", "CI_PROJECT_ID": "4711",
        "RUNNER_TEMP": "\(folder)/temp",
      ]
      let project = Project(folder: folder, environment: environment)
      try project.write(stack, to: "infra/main.tf")
      try await work(project)
    }
  }

  private static func scripts(source: String = "job") throws -> (plan: String, apply: String) {
    let inputs = ["image": "alpine", "plan_source": source, "root_dir": "infra", "binary": "terraform"]
    let text = try #require(CICases.gitlab.tree()["templates/tofu.yml"])
    let file = try CIYAML.read(CIYAML.rendered(text, inputs))
    return (try CIYAML.script(file["tofu-plan"], "script"), try CIYAML.script(file[".tofu-apply-\(source)"], "script"))
  }

  /// A `PATH` with these programs and no other.
  private static func path(_ project: Project, without program: String) throws -> String {
    let folder = "\(project.folder)/bin"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["terraform", "cksum", "sed", "tail", "cat", "jq", "sh"] where name != program {
      if let target = Shell.find(name) {
        try? FileManager.default.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: target)
      }
    }
    return folder
  }

  @Test(.enabled(if: terraform != nil, noTerraform), arguments: Shell.found, [true, false])
  func `count what a real plan changes, and apply it`(shell: Shell, withJQ: Bool) async throws {
    let (plan, apply) = try Self.scripts()
    try await Self.use(binary: "terraform") { project in
      let path = withJQ ? [:] : ["PATH": try Self.path(project, without: "jq")]
      let first = try await project.run(plan, shell, path)
      #expect(first.status == 0, "\(first.all)")
      #expect(project.read("infra/plan.json") == "{\"create\":3,\"update\":0,\"delete\":0}\n")
      #expect(project.read("infra/plan.commit")?.hasPrefix("aaaa ") == true)
      let applied = try await project.run(apply, shell)
      #expect(applied.status == 0, "\(applied.all)")
      #expect(applied.output.contains("Resources: 3 added, 0 changed, 0 destroyed."))

      // The same plan again: Terraform itself refuses it.
      let again = try await project.run(apply, shell)
      #expect(again.status != 0 && again.all.contains("stale"))

      try project.write(Self.changed, to: "infra/main.tf")
      #expect(try await project.run(plan, shell, path).status == 0)
      #expect(project.read("infra/plan.json") == "{\"create\":1,\"update\":1,\"delete\":2}\n")
      #expect(try await project.run(apply, shell).output.contains("Resources: 1 added, 1 changed, 2 destroyed."))
      #expect(try await project.run(plan, shell, path).status == 0)
      #expect(project.read("infra/plan.json") == "{\"create\":0,\"update\":0,\"delete\":0}\n")
    }
  }

  @Test(.enabled(if: terraform != nil, noTerraform), arguments: Shell.found)
  func `apply no plan of another commit, no other plan, and none that is not there`(shell: Shell) async throws {
    let (plan, apply) = try Self.scripts()
    try await Self.use(binary: "terraform") { project in
      let missing = try await project.run(apply, shell)
      #expect(missing.status == 1)
      #expect(missing.errors.contains("tofu: there is no plan.cache with its plan.commit in 'infra'"))

      #expect(try await project.run(plan, shell).status == 0)
      let other = try await project.run(apply, shell, ["KEYLESS_COMMIT": "bbbb"])
      #expect(other.status == 1)
      #expect(other.errors.contains("tofu: the plan was made for the commit aaaa, and this is bbbb"))

      let note = try #require(project.read("infra/plan.commit"))
      try project.write("aaaa 1 2\n", to: "infra/plan.commit")
      let exchanged = try await project.run(apply, shell)
      #expect(exchanged.status == 1 && exchanged.errors.contains("plan.cache is not the file"))
      #expect(project.read("infra/terraform.tfstate") == nil)

      try project.write(note, to: "infra/plan.commit")
      #expect(try await project.run(apply, shell).status == 0)
      #expect(project.read("infra/terraform.tfstate") != nil)
    }
  }

  /// Writes down how it was called; `plan` makes the file and `show` fails.
  private static func stub(_ project: Project) throws -> String {
    let file = "\(project.folder)/stub"
    try project.write(
      """
      #!/bin/sh
      echo "$@" >>"\(project.folder)/calls"
      case $1 in
        plan) echo planned >plan.cache ;;
        show) exit 1 ;;
      esac

      """,
      to: "stub"
    )
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    return file
  }

  @Test(arguments: Shell.found)
  func `fail where the plan cannot be shown, rather than show no changes`(shell: Shell) async throws {
    let plan = try Self.scripts().plan
    try await Self.use(binary: "") { project in
      let stub = try Self.stub(project)
      let run = try await project.run(plan, shell, ["KEYLESS_BINARY": stub])
      #expect(run.status != 0, "\(run.all)")
      #expect(project.read("calls")?.contains("plan -input=false -out=plan.cache\n") == true)
    }
  }

  @Test(.enabled(if: PlayedHTTP.isThere, PlayedHTTP.absence), arguments: Shell.found, [".", "infra", "./a b/c"])
  func `fetch the plan of another pipeline, and give the token to GitLab alone`(shell: Shell, root: String) async throws
  {
    let apply = try Self.scripts(source: "ref").apply
    try await Self.use(binary: "") { project in
      let stub = try Self.stub(project)
      try FileManager.default.createDirectory(
        atPath: "\(project.folder)/a b/c",
        withIntermediateDirectories: true
      )
      let sum = try await project.run("printf 'planned\\n' | cksum", shell).output
      let answers: [PlayedHTTP.Answer] = [
        .init(status: 302, location: "%U/storage?signature=a&b=c"), .init(body: "planned\n"),
        .init(body: "aaaa \(sum)"),
        .init(status: 404, body: "{}"),
      ]
      try await PlayedHTTP.use(answers) { server in
        let variables = [
          "KEYLESS_BINARY": stub, "KEYLESS_ROOT": root, "KEYLESS_PLAN_REF": "release/1",
          "KEYLESS_PLAN_JOB": "tofu plan&x",
          "KEYLESS_PLAN_TOKEN_VARIABLE": "CI_JOB_TOKEN", "CI_JOB_TOKEN": "secret-token",
          "CI_API_V4_URL": server.url + "/api/v4",
        ]
        let run = try await project.run("set -x\n" + apply, shell, variables)
        #expect(run.status == 0, "\(run.all)")
        #expect(!run.all.contains("secret-token"))
        #expect(project.read("calls") == "init -input=false\napply -input=false plan.cache\n")
        let requests = server.requests
        let folder = root == "." ? "" : root == "infra" ? "infra/" : "a b/c/"
        #expect(
          requests.map { $0.path.removingPercentEncoding } == [
            "/api/v4/projects/4711/jobs/artifacts/release/1/raw/\(folder)plan.cache?job=tofu plan&x",
            "/storage?signature=a&b=c",
            "/api/v4/projects/4711/jobs/artifacts/release/1/raw/\(folder)plan.commit?job=tofu plan&x",
            "/api/v4/projects/4711/jobs/artifacts/release/1/raw/\(folder).terraform.lock.hcl?job=tofu plan&x",
          ]
        )
        #expect(requests[0].path.split(separator: "/raw/")[0].contains("%2f"))
        #expect(!requests[0].path.split(separator: "/raw/")[1].contains("%2f"))
        #expect(requests.map { $0.headers["job-token"] } == ["secret-token", nil, "secret-token", "secret-token"])
      }
    }
  }

  @Test(.enabled(if: PlayedHTTP.isThere, PlayedHTTP.absence), arguments: Shell.found)
  func `apply nothing where another pipeline's plan cannot be had`(shell: Shell) async throws {
    let apply = try Self.scripts(source: "ref").apply
    let cases: [(answers: [PlayedHTTP.Answer], variables: [String: String], reason: String)] = [
      ([.init(status: 401)], [:], "GitLab answered 401 for plan.cache: PLAN_TOKEN may not read artifacts"),
      ([.init(status: 404)], [:], "GitLab answered 404 for plan.cache of the job 'tofu-plan' on 'main'"),
      ([.init(status: 500)], [:], "GitLab answered 500 for plan.cache"),
      ([.init(body: "x"), .init(body: "bbbb 1 2\n"), .init()], [:], "the plan was made for the commit bbbb"),
      ([.init(body: "x"), .init(body: "aaaa 1 2\n"), .init()], [:], "plan.cache is not the file"),
      (
        [.init(body: "x"), .init(body: "aaaa 1 2\n"), .init(status: 500)], [:],
        "GitLab answered 500 for .terraform.lock.hcl"
      ),
      ([.init()], ["PLAN_TOKEN": ""], "PLAN_TOKEN, which should let the plan be fetched, is empty"),
      ([.init()], ["KEYLESS_PLAN_TOKEN_VARIABLE": "a b"], "'a b' is not the name of a variable"),
      ([.init()], ["CI_API_V4_URL": "http://127.0.0.1:1"], "GitLab answered no answer for plan.cache"),
    ]
    for (answers, more, reason) in cases {
      try await Self.use(binary: "") { project in
        let stub = try Self.stub(project)
        try await PlayedHTTP.use(answers) { server in
          let variables = [
            "KEYLESS_BINARY": stub, "KEYLESS_PLAN_REF": "main", "KEYLESS_PLAN_JOB": "tofu-plan",
            "KEYLESS_PLAN_TOKEN_VARIABLE": "PLAN_TOKEN", "PLAN_TOKEN": "secret-token", "CI_API_V4_URL": server.url,
          ]
          let run = try await project.run(apply, shell, variables.merging(more) { $1 })
          #expect(run.status == 1)
          #expect(run.errors.contains("tofu: \(reason)"), "\(run.all)")
          #expect(project.read("calls") == nil && !run.all.contains("secret-token"))
          #expect(server.requests.allSatisfy { $0.headers["private-token"] == "secret-token" })
        }
      }
    }
  }

  @Test(.enabled(if: terraform != nil, noTerraform), arguments: Shell.found)
  func `of the GitHub workflow carry the plan from one job to the other`(shell: Shell) async throws {
    let workflow = try CIYAML.read(#require(CICases.github.tree()[".github/workflows/tofu.yml"]))
    func step(_ job: String, _ name: String) throws -> String {
      guard case .sequence(let steps)? = workflow["jobs"]?[job]?["steps"]?.value else { return "exit 99" }
      let step = try #require(steps.first { $0["name"].flatMap(CIYAML.text) == name })
      return try #require(step["run"].flatMap(CIYAML.text))
    }
    try await Self.use(binary: "terraform") { project in
      let planned = try await project.run(step("plan", "Plan"), shell)
      #expect(planned.status == 0, "\(planned.all)")
      let files = FileManager.default
      try files.createDirectory(atPath: "\(project.folder)/temp/plan", withIntermediateDirectories: true)
      for name in ["plan.cache", "plan.commit"] {
        try files.moveItem(atPath: "\(project.folder)/infra/\(name)", toPath: "\(project.folder)/temp/plan/\(name)")
      }
      let other = try await project.run(step("apply", "Apply"), shell, ["KEYLESS_COMMIT": "bbbb"])
      #expect(other.status == 1 && other.errors.contains("made for the commit aaaa"))
      let applied = try await project.run(step("apply", "Apply"), shell)
      #expect(applied.output.contains("Resources: 3 added"), "\(applied.all)")
    }
  }
}
