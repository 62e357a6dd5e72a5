import Foundation
import Testing

@Suite("Terraform", .serialized, .timeLimit(.minutes(30)), .enabled(if: Terraform.isThere, Terraform.absence))
struct TerraformTests {
  /// A copy of an example's configuration, initialised from the local provider, so that nothing is fetched or left behind.
  private static func configuration(_ example: String, _ work: (URL) async throws -> Void) async throws {
    try await Scratch.use { scratch in
      let folder = scratch.url.appending(path: "stack")
      try FileManager.default.copyItem(at: Binary.root.appending(path: "examples/\(example)"), to: folder)
      try? FileManager.default.removeItem(at: folder.appending(path: ".terraform"))
      try? FileManager.default.removeItem(at: folder.appending(path: ".terraform.lock.hcl"))
      let plugins = try #require(Terraform.plugins).path
      let initialised = try await Binary.run(
        ["init", "-plugin-dir=\(plugins)", "-input=false", "-no-color"],
        environment: ["HOME": scratch.home.path, "CHECKPOINT_DISABLE": "1"],
        program: Terraform.program,
        folder: folder
      )
      try #require(initialised.status == 0, "terraform init: \(initialised.errors)")
      try await work(folder)
    }
  }

  private static func plan(_ folder: URL, example: String, pipeline: (String, String)) async throws -> Job {
    try await Job.run(
      ["terraform", "plan", "-input=false", "-no-color", "-lock=false"],
      options: ["--pass", "CHECKPOINT_DISABLE"],
      example: example,
      pipeline: (name: pipeline.0, role: pipeline.1),
      environment: [
        "CHECKPOINT_DISABLE": "1",
        // Passed on by design. Terraform warns about a file that is not there and goes on.
        "TF_CLI_CONFIG_FILE": folder.appending(path: "no-such.terraformrc").path,
      ],
      folder: folder
    )
  }

  @Test(
    "a profile in the provider block takes another link: the rehearsal fails and says that the token was never presented"
  )
  func profile() async throws {
    try await Self.configuration("gitlab/stack-with-profile") { folder in
      let job = try await Self.plan(folder, example: "gitlab", pipeline: ("main", "shop-deploy"))
      #expect(job.run.status == 1)
      #expect(!job.run.output.contains("assumed-role"))
      #expect(job.run.errors.contains("failed to get shared config profile, dev"), "\(job.run.errors)")
      #expect(job.run.errors.contains("wrong: the token was never presented"))
      #expect(job.leftovers.isEmpty)
    }
  }

  @Test("a plan that asks for a service that is not here is refused by name, and still got in")
  func notBuilt() async throws {
    try await Self.configuration("gitlab/stack-with-profile") { folder in
      try Data("provider \"aws\" {}\n\ndata \"aws_vpcs\" \"all\" {}\n".utf8).write(
        to: folder.appending(path: "main.tf")
      )
      let job = try await Self.plan(folder, example: "gitlab", pipeline: ("main", "shop-deploy"))
      #expect(job.run.status != 0)
      #expect(job.run.errors.contains("ec2:DescribeVpcs"), "\(job.run.errors)")
      #expect(job.run.errors.contains("opens: the token was exchanged"))
    }
  }
}

@Suite("the search for Terraform's provider")
struct TerraformSearchTests {
  private static func plant(_ folder: String, in scratch: Scratch, version: String? = "5.100.0") throws {
    let provider = scratch.url.appending(path: "\(folder)/\(Terraform.provider)")
    try FileManager.default.createDirectory(
      at: version.map { provider.appending(path: $0) } ?? provider,
      withIntermediateDirectories: true
    )
  }

  @Test("the named folder comes first, then Terraform's own, then optional software")
  func order() async throws {
    try await Scratch.use { scratch in
      let (named, optional) = (scratch.url.path + "/named", scratch.url.path + "/optional")
      func found() -> String? {
        Terraform.pluginFolder(named: named, home: scratch.home.path, optional: optional)?.path
          .replacing(scratch.url.path + "/", with: "")
      }
      // Terraform's system-wide folders belong to the machine; where they hold the provider, they come before the last.
      let system = found()
      try Self.plant("optional/vendor/mirror", in: scratch)
      #expect(found() == system ?? "optional/vendor/mirror")
      try Self.plant("home/.local/share/terraform/plugins", in: scratch)
      #expect(found() == "home/.local/share/terraform/plugins")
      try Self.plant("home/.terraform.d/plugins", in: scratch)
      #expect(found() == "home/.terraform.d/plugins")
      try Self.plant("named", in: scratch)
      #expect(found() == "named")
    }
  }

  @Test("an empty folder, another provider or one too deep is not found")
  func decoys() async throws {
    try await Scratch.use { scratch in
      let before = Terraform.pluginFolder(named: nil, home: nil, optional: scratch.url.path + "/none")
      try Self.plant("optional/a", in: scratch, version: nil)
      try FileManager.default.createDirectory(
        at: scratch.url.appending(path: "optional/b/registry.terraform.io/hashicorp/google/1.0.0"),
        withIntermediateDirectories: true
      )
      try Self.plant("optional/1/2/3/4", in: scratch)
      let found = Terraform.pluginFolder(named: "optional/a", home: nil, optional: scratch.url.path + "/optional")
      #expect(found == before)
    }
  }
}
