import Foundation
import KeylessCalls
import Testing

@Suite(
  "Terraform with a state bucket",
  .serialized,
  .timeLimit(.minutes(8)),
  .enabled(if: Terraform.isThere, Terraform.absence)
)
struct StateTerraformTests {
  /// Copies of the fixtures, and Terraform with the administrator's keys and nothing of the person who runs the tests.
  private struct Folder: Sendable {
    var scratch: Scratch
    var place: StateAWS.Place

    init(_ scratch: Scratch, _ place: StateAWS.Place) throws {
      self.scratch = scratch
      self.place = place
      for name in ["state-bucket", "state-stack"] {
        let fixture = Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/\(name)")
        try FileManager.default.copyItem(at: fixture, to: scratch.url.appending(path: name))
      }
    }

    func terraform(_ name: String, _ arguments: String...) async throws -> Binary.Run {
      try await run(name, arguments)
    }

    private func run(_ name: String, _ arguments: [String]) async throws -> Binary.Run {
      let environment = [
        "HOME": scratch.home.path, "TMPDIR": scratch.temporary.path, "AWS_ENDPOINT_URL": place.endpoint,
        "AWS_REGION": "eu-west-1", "AWS_EC2_METADATA_DISABLED": "true", "CHECKPOINT_DISABLE": "1",
        "TF_IN_AUTOMATION": "1",
      ]
      return try await Binary.run(
        arguments,
        environment: place.credentials.merging(environment) { $1 },
        program: Terraform.program,
        folder: scratch.url.appending(path: name)
      )
    }

    func initialise(_ name: String) async throws {
      let plugins = try #require(Terraform.plugins).path
      let run = try await terraform(name, "init", "-plugin-dir=\(plugins)", "-input=false", "-no-color")
      try #require(run.status == 0, "\(run.errors)")
    }

    func apply(_ name: String, _ more: String...) async throws -> Binary.Run {
      try await run(name, ["apply", "-input=false", "-no-color", "-auto-approve"] + more)
    }
  }

  private static func use(_ work: @escaping @Sendable (Folder) async throws -> Void) async throws {
    try await StateAWS.serve { place in
      try await Scratch.use { scratch in try await work(Folder(scratch, place)) }
    }
  }

  @Test("a module for a state bucket is applied, shows no drift, is changed in place and destroyed with what is in it")
  func bucket() async throws {
    try await Self.use { folder in
      try await folder.initialise("state-bucket")
      let applied = try await folder.apply("state-bucket")
      #expect(applied.status == 0, "\(applied.errors)")
      #expect(applied.output.contains("Apply complete! Resources: 9 added"), "\(applied.output)")
      #expect(applied.output.contains("readme = \"kept for 90 days\""))
      #expect(applied.output.contains("region = \"eu-west-1\""))
      #expect(applied.output.contains("keys = \"docs/README\""))
      let again = try await folder.terraform("state-bucket", "plan", "-input=false", "-no-color", "-detailed-exitcode")
      #expect(again.status == 0, "\(again.output)\(again.errors)")
      let changed = try await folder.apply("state-bucket", "-var=days=30")
      #expect(changed.status == 0, "\(changed.errors)")
      #expect(changed.output.contains("0 added, 3 changed, 0 destroyed"), "\(changed.output)")
      let then = try await folder.terraform(
        "state-bucket",
        "plan",
        "-input=false",
        "-no-color",
        "-detailed-exitcode",
        "-var=days=30"
      )
      #expect(then.status == 0, "\(then.output)\(then.errors)")
      let destroyed = try await folder.apply("state-bucket", "-destroy", "-var=days=30")
      #expect(destroyed.status == 0, "\(destroyed.errors)")
      #expect(destroyed.output.contains("9 destroyed"))
      #expect(folder.place.refusals.isDisjoint(with: ["NotImplemented", "InternalError"]))
    }
  }

  @Test("a stack keeps its state and its workspaces in the bucket")
  func backend() async throws {
    try await Self.use { folder in
      try await folder.initialise("state-bucket")
      #expect(try await folder.apply("state-bucket").status == 0)
      try await folder.initialise("state-stack")
      let applied = try await folder.apply("state-stack")
      #expect(applied.output.contains("answer = \"one\""), "\(applied.errors)")
      #expect(try await folder.apply("state-stack", "-var=answer=two").output.contains("answer = \"two\""))
      let shown = try await folder.terraform("state-stack", "state", "list")
      #expect(shown.output == "terraform_data.this\n")
      #expect(try await folder.terraform("state-stack", "workspace", "new", "dev").status == 0)
      #expect(try await folder.terraform("state-stack", "workspace", "list").output.contains("dev"))
      #expect(try await folder.terraform("state-stack", "workspace", "select", "default").status == 0)
      #expect(try await folder.terraform("state-stack", "workspace", "delete", "dev").status == 0)
      #expect(try await folder.apply("state-stack", "-destroy").status == 0)
      let locks = folder.place.calls.all.filter { $0.action == "PutObject" }
      #expect(locks.count >= 6)
      #expect(!FileManager.default.fileExists(atPath: folder.scratch.url.path + "/state-stack/terraform.tfstate"))
    }
  }

  @Test("a state that is larger than one piece fails at once and says which call is not here")
  func large() async throws {
    try await Self.use { folder in
      try await folder.initialise("state-bucket")
      #expect(try await folder.apply("state-bucket").status == 0)
      try folder.scratch.write(String(repeating: "a", count: 6_000_000), to: "state-stack/large.txt")
      try folder.scratch.write(
        "resource \"terraform_data\" \"large\" {\n  input = file(\"large.txt\")\n}\n",
        to: "state-stack/large.tf"
      )
      try await folder.initialise("state-stack")
      let run = try await folder.apply("state-stack")
      #expect(run.status != 0)
      #expect(run.errors.contains("s3:CreateMultipartUpload"), "\(run.errors.suffix(2000))")
      let attempts = folder.place.calls.all.filter { $0.action == "CreateMultipartUpload" }
      #expect(attempts.count <= 2)
    }
  }

  @Test("while the lock file is there a run is refused and shows who holds the lock")
  func lock() async throws {
    try await Self.use { folder in
      try await folder.initialise("state-bucket")
      #expect(try await folder.apply("state-bucket").status == 0)
      try folder.scratch.write(
        """
        resource "terraform_data" "second" {
          provisioner "local-exec" {
            command = "! terraform plan -input=false -no-color >second.log 2>&1 && grep -q 'Error acquiring the state lock' second.log"
          }
        }
        """,
        to: "state-stack/second.tf"
      )
      try await folder.initialise("state-stack")
      let run = try await folder.apply("state-stack")
      #expect(run.status == 0, "\(run.errors)")
      #expect(folder.place.refusals.contains("PreconditionFailed"))
      #expect(try folder.scratch.read("state-stack/second.log").contains("OperationTypeApply"))
    }
  }
}
