import Foundation
import KeylessTesting
import Testing

/// A folder in which a person begins with `keyless init`, and an empty AWS to which the module made there is applied, as it is.
struct GeneratedModule: Sendable {
  struct Case: Sendable, CustomTestStringConvertible {
    var platform: String
    /// Whether the states are to be encrypted with a key of the module's own.
    var hasKey = false

    var testDescription: String { platform }
    var issuer: String { platform == "gitlab" ? "https://gitlab.com" : "https://token.actions.githubusercontent.com" }
    var ids: [String] {
      platform == "gitlab"
        ? ["--project-id", "4711", "--namespace-id", "815"] : ["--repo-id", "4711", "--owner-id", "815"]
    }
    /// Facts of the pipeline that shop-apply is for, and of one that is nearly it.
    var pipelines: (admitted: [String], miss: [String]) {
      switch platform {
      case "gitlab":
        let project = ["project_path=acme/shop", "project_id=4711", "namespace_id=815", "ref_protected=true"]
        return (project + ["ref=main"], project + ["ref=mine"])
      default:
        let repository = [
          "repository=acme/shop", "repository_id=4711", "repository_owner_id=815", "ref=refs/heads/main",
        ]
        return (repository + ["environment=production"], repository + ["environment=staging"])
      }
    }
    /// Facts of the pipeline that shop-state-reader is for.
    var reader: [String] {
      platform == "gitlab" ? pipelines.admitted : pipelines.admitted.filter { !$0.hasPrefix("environment=") }
    }
    /// A place of the intent, and the same with one pipeline more.
    var widening: (from: String, to: String) {
      platform == "gitlab"
        ? ("branches: [\"main\"]", "branches: [\"main\", \"next\"]")
        : ("environments: [production]", "environments: [production, next]")
    }
  }

  let example: Case
  let scratch: Scratch
  let server: ServeProcess
  let terraform: TerraformFolder

  /// From `init` to `terraform init`, with the server's own options.
  static func use(
    _ example: Case,
    options: [String] = [],
    _ work: (GeneratedModule) async throws -> Void
  ) async throws {
    try await Scratch.use { scratch in
      let server = try await ServeProcess.start(
        ["--no-fetch-issuers", "--play", example.issuer] + options,
        in: scratch.url
      )
      let folder = TerraformFolder(
        scratch.url.appending(path: "aws"),
        environment: environment(server, scratch).merging([
          "AWS_ACCESS_KEY_ID": server.text("administrator", "accessKeyId"),
          "AWS_SECRET_ACCESS_KEY": server.text("administrator", "secretAccessKey"),
        ]) { $1 }
      )
      let module = GeneratedModule(example: example, scratch: scratch, server: server, terraform: folder)
      try await module.keyless(
        ["init", "--platform", example.platform, "--project", "acme/shop", "--account", "111122223333"] + example.ids
          + ["--state-bucket", "acme-shop-state"]
      )
      if example.hasKey { try module.edit("keyless.yaml", "acme-shop-state\"", "acme-shop-state\"\n  kms: true") }
      try await module.keyless(["bootstrap"])
      try await folder.initialise()
      try await folder.withProvider { folder in
        try await work(GeneratedModule(example: example, scratch: scratch, server: server, terraform: folder))
      }
      await server.stop()
    }
  }

  private static func environment(_ server: ServeProcess, _ scratch: Scratch) -> [String: String] {
    RealClients.environment(scratch, endpoint: server.endpoint).merging(["AWS_REGION": server.text("region")]) { $1 }
  }

  /// The program, in the folder of the intent.
  @discardableResult
  func keyless(_ arguments: [String], status: Int32 = 0) async throws -> Binary.Run {
    let run = try await Binary.run(arguments, environment: ["HOME": scratch.home.path], folder: scratch.url)
    #expect(run.status == status, "\(arguments): \(run.output)\(run.errors)")
    return run
  }

  /// Whether the roles of the account let in exactly the pipelines that the intent says now.
  func fitsIntent() async throws -> Bool {
    let who = try await Binary.run(
      ["who", "--server", server.readyFile.path, "--intent", "keyless.yaml"],
      folder: scratch.url
    )
    #expect(who.status < 2, "\(who.errors)")
    return who.status == 0
  }

  /// Replaces a text that must be there, once or wherever it is.
  func edit(_ file: String, _ old: String, _ new: String, most: Int = 1) throws {
    let text = try scratch.read(file)
    try #require(text.contains(old), "\(file) has no `\(old)`")
    try scratch.write(text.replacing(old, with: new, maxReplacements: most), to: file)
  }

  /// A script of a stack's job, as the platform would run it: with a token and a role, and no key.
  func job(_ script: String, facts: [String], role: String) async throws -> Binary.Run {
    let token = scratch.url.appending(path: UUID().uuidString).path
    try await keyless(
      ["token", "mint", "--server", server.readyFile.path, "--platform", example.platform, "--out", token]
        + ["--audience", "sts.amazonaws.com"] + facts.flatMap { ["--fact", $0] }
    )
    return try await Binary.run(
      ["-ec", script],
      environment: Self.environment(server, scratch).merging([
        "AWS_ROLE_ARN": "arn:aws:iam::111122223333:role/\(role)", "AWS_WEB_IDENTITY_TOKEN_FILE": token,
        "AWS_ROLE_SESSION_NAME": "job", "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1",
      ]) { $1 },
      program: URL(filePath: "/bin/sh"),
      folder: scratch.url
    )
  }
}
