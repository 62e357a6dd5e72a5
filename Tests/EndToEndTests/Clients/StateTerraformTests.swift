import Foundation
import KeylessAccounts
import KeylessCalls
import KeylessServer
import Testing

@Suite(
  "Terraform with a state bucket",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: Terraform.isThere, Terraform.absence)
)
struct StateTerraformTests {
  /// A copy of a fixture.
  private static func copy(_ name: String, to scratch: Scratch, _ server: AdministeredAWS) throws -> TerraformFolder {
    let fixture = Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/\(name)")
    let url = scratch.url.appending(path: name)
    try FileManager.default.copyItem(at: fixture, to: url)
    return TerraformFolder(url, scratch: scratch, server: server)
  }

  /// A stack whose state lies in a bucket that is there.
  private static func stack(
    _ work: @escaping @Sendable (AdministeredAWS, TerraformFolder) async throws -> Void
  ) async throws {
    try await AdministeredAWS.serve { server in
      let bucket = Bucket(
        name: "acme-terraform-state",
        account: AdministeredAWS.account,
        region: "eu-west-1",
        created: 0
      )
      try server.aws.accounts.put(.bucket(bucket))
      try await Scratch.use { scratch in try await work(server, copy("state-stack", to: scratch, server)) }
    }
  }

  @Test("a module for a state bucket is applied, shows no drift, is changed in place and destroyed with what is in it")
  func bucket() async throws {
    try await AdministeredAWS.serve { server in
      try await Scratch.use { scratch in
        let folder = try Self.copy("state-bucket", to: scratch, server)
        try await folder.initialise()
        try await folder.withProvider { folder in
          let applied = try await folder.apply().output
          #expect(applied.contains("Apply complete! Resources: 9 added"), "\(applied)")
          #expect(applied.contains("readme = \"kept for 90 days\""))
          #expect(applied.contains("region = \"eu-west-1\""))
          #expect(applied.contains("keys = \"docs/README\""))
          try await folder.expectNoDrift()
          let changed = try await folder.apply(["days": "30"]).output
          #expect(changed.contains("0 added, 3 changed, 0 destroyed"), "\(changed)")
          try await folder.expectNoDrift(["days": "30"])
          #expect(try await folder.destroy(["days": "30"]).output.contains("9 destroyed"))
        }
        #expect(server.calls.refusals.isDisjoint(with: ["NotImplemented", "InternalError"]))
      }
    }
  }

  @Test("a stack keeps its state and its workspaces in the bucket")
  func backend() async throws {
    try await Self.stack { server, folder in
      try await folder.initialise()
      #expect(try await folder.apply().output.contains("answer = \"one\""))
      #expect(try await folder.apply(["answer": "two"]).output.contains("answer = \"two\""))
      #expect(try await folder.terraform(["state", "list"]).output == "terraform_data.this\n")
      #expect(try await folder.terraform(["workspace", "new", "dev"]).status == 0)
      #expect(try await folder.terraform(["workspace", "list"]).output.contains("dev"))
      #expect(try await folder.terraform(["workspace", "select", "default"]).status == 0)
      #expect(try await folder.terraform(["workspace", "delete", "dev"]).status == 0)
      try await folder.destroy()
      #expect(server.calls.all.filter { $0.action == "PutObject" }.count >= 6)
      #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "terraform.tfstate").path))
    }
  }

  @Test("a state that is larger than one piece fails at once and says which call is not here")
  func large() async throws {
    try await Self.stack { server, folder in
      try Data(String(repeating: "a", count: 6_000_000).utf8).write(to: folder.url.appending(path: "large.txt"))
      try Data("resource \"terraform_data\" \"large\" {\n  input = file(\"large.txt\")\n}\n".utf8).write(
        to: folder.url.appending(path: "large.tf")
      )
      try await folder.initialise()
      let run = try await folder.tryApply()
      #expect(run.status != 0)
      #expect(run.errors.contains("s3:CreateMultipartUpload"), "\(run.errors.suffix(2000))")
      #expect(server.calls.all.filter { $0.action == "CreateMultipartUpload" }.count <= 2)
    }
  }
}
