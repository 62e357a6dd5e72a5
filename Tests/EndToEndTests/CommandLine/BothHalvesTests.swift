import Foundation
import KeylessSource
import Testing

@Suite("both halves from one intent", .timeLimit(.minutes(30)))
struct BothHalvesTests {
  private static let ids = [
    "gitlab": ["--project-id", "4711", "--namespace-id", "815"], "github": ["--repo-id", "4711", "--owner-id", "815"],
  ]

  private func begin(
    _ platform: String,
    bucket: String? = "acme-shop-state",
    in folder: URL
  ) async throws -> Binary.Run {
    try await Binary.run(
      ["init", "--platform", platform, "--project", "acme/shop", "--account", "111122223333"]
        + (Self.ids[platform] ?? [])
        + (bucket.map { ["--state-bucket", $0] } ?? []),
      folder: folder
    )
  }

  @Test(
    "from an empty folder to a proven handshake: init, bootstrap, component, rehearse",
    arguments: ["gitlab", "github"]
  )
  func sequence(platform: String) async throws {
    try await Scratch.use { scratch in
      let environment = ["TMPDIR": scratch.temporary.path, "HOME": scratch.home.path]
      let begun = try await begin(platform, in: scratch.url)
      #expect(begun.status == 0, "\(begun.errors)")
      let made = try await Binary.run(["bootstrap"], environment: environment, folder: scratch.url)
      #expect(made.status == 0, "\(made.errors)")
      #expect(made.output.contains("proved: its 3 roles let in exactly the pipelines that the intent says"))
      let component = try await Binary.run(["component"], environment: environment, folder: scratch.url)
      #expect(component.status == 0, "\(component.errors)")
      let ci =
        platform == "gitlab" ? "component/templates/aws-credentials.yml" : ".github/actions/aws-credentials/action.yml"
      #expect(scratch.exists(ci))
      #expect(scratch.exists("aws/roles.tf"))
      let checked = try await Binary.run(
        ["check", "--project", "acme/shop"],
        environment: environment,
        folder: scratch.url
      )
      #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
      let rehearsed = try await Binary.run(["rehearse"], environment: environment, folder: scratch.url)
      #expect(rehearsed.status == 0, "\(rehearsed.output)\(rehearsed.errors)")
      #expect(rehearsed.output.contains("opens     arn:aws:sts::111122223333:assumed-role/shop-apply/"))
      #expect(rehearsed.output.contains("refused"))
      #expect(rehearsed.output.contains("Every handshake went as the intent says."))
      // A second run changes nothing, and an edit is never lost.
      let again = try await Binary.run(["bootstrap"], environment: environment, folder: scratch.url)
      #expect(again.output.contains("as it was"))
      try scratch.write(try scratch.read("aws/roles.tf") + "# mine\n", to: "aws/roles.tf")
      let refused = try await Binary.run(["bootstrap"], environment: environment, folder: scratch.url)
      #expect(refused.status == 1)
      #expect(refused.errors.contains("- # mine"))
      #expect(try scratch.read("aws/roles.tf").hasSuffix("# mine\n"))
      let forced = try await Binary.run(["bootstrap", "--force"], environment: environment, folder: scratch.url)
      #expect(forced.status == 0)
      #expect(try !scratch.read("aws/roles.tf").contains("# mine"))
    }
  }

  // docs/both-halves.md, whose commands are run, does the same for GitLab. The bucket and the job's own state are tried with
  // the generated module itself: to make a bucket takes Terraform's provider a minute.
  @Test(
    "the module is applied by real Terraform, and every handshake goes as the intent says",
    .enabled(if: Terraform.isThere, Terraform.absence)
  )
  func terraform() async throws {
    try await Scratch.use { scratch in
      let plugins = try #require(Terraform.plugins).path
      let configuration = try scratch.write(Terraform.configuration(plugins: plugins), to: "terraformrc")
      let environment = [
        "TF_CLI_CONFIG_FILE": configuration, "TMPDIR": scratch.temporary.path, "HOME": scratch.home.path,
      ]
      // Beside the folder for temporary files, because the whole folder of the intent is copied.
      let folder = scratch.url.appending(path: "shop")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      #expect(try await begin("github", bucket: nil, in: folder).status == 0)
      #expect(try await Binary.run(["bootstrap"], environment: environment, folder: folder).status == 0)
      let run = try await Binary.run(["rehearse", "--aws-half", "aws"], environment: environment, folder: folder)
      #expect(run.status == 0, "\(run.errors)\n\(run.output)")
      #expect(run.output.contains("near misses were refused"))
      #expect(run.output.contains("Every handshake went as the intent says."))
    }
  }

  @Test(
    "the half is made through the API, does not drift, follows the intent and is removed",
    arguments: ["gitlab", "github"]
  )
  func applied(platform: String) async throws {
    try await Scratch.use { scratch in
      let server = try await ServeProcess.start(["--no-fetch-issuers"], in: scratch.url)
      let ready = server.ready
      let environment = [
        "AWS_ENDPOINT_URL": text(ready["endpoint"]), "AWS_ACCESS_KEY_ID": text(ready["administrator"]?["accessKeyId"]),
        "AWS_SECRET_ACCESS_KEY": text(ready["administrator"]?["secretAccessKey"]), "AWS_REGION": "us-east-1",
      ]
      func run(_ arguments: [String]) async throws -> Binary.Run {
        try await Binary.run(arguments, environment: environment, folder: scratch.url)
      }
      #expect(try await begin(platform, in: scratch.url).status == 0)
      let plan = try await run(["bootstrap", "plan"])
      #expect(plan.status == 0, "\(plan.errors)")
      #expect(plan.output.contains("shop-apply"))
      let applied = try await run(["bootstrap", "apply", "--yes"])
      #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
      #expect(try await run(["bootstrap", "drift"]).status == 0)
      let who = try await Binary.run(
        ["who", "--server", server.readyFile.path, "--intent", "keyless.yaml"],
        folder: scratch.url
      )
      #expect(who.status == 0, "\(who.output)\(who.errors)")
      // A wider intent is refused without the word for it, and done with it.
      let narrow = platform == "gitlab" ? "branches: [\"main\"]" : "environments: [production]"
      let wide = platform == "gitlab" ? "branches: [\"main\", \"next\"]" : "environments: [production, staging]"
      try scratch.write(
        try scratch.read("keyless.yaml").replacing(narrow, with: wide, maxReplacements: 1),
        to: "keyless.yaml"
      )
      #expect(try await run(["bootstrap", "drift"]).status == 1)
      let refused = try await run(["bootstrap", "apply", "--yes"])
      #expect(refused.status == 1, "\(refused.output)\(refused.errors)")
      #expect(try await run(["bootstrap", "apply", "--yes", "--allow-widening"]).status == 0)
      #expect(try await run(["bootstrap", "drift"]).status == 0)
      let other = try await run(["bootstrap", "apply", "--yes", "--expect-account", "444455556666"])
      #expect(other.status != 0)
      #expect(try await run(["bootstrap", "destroy", "--yes"]).status == 0)
      #expect(try await run(["bootstrap", "drift"]).status == 1)
      await server.stop()
    }
  }

  private func text(_ node: JSONNode?) -> String {
    if case .string(let text)? = node?.value { text } else { "" }
  }
}
