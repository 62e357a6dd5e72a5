import Foundation
import KeylessAWS
import KeylessSystem
import KeylessTesting
import Testing

@Suite(
  "the generated Terraform module",
  .timeLimit(.minutes(30)),
  .enabled(if: Terraform.isThere, Terraform.absence)
)
struct GeneratedModuleTests {
  @Test(
    "is applied, carries the state of the job's stack, follows its intent in place, does not drift, and leaves nothing",
    arguments: Emulator.isThere
      ? [GeneratedModule.Case(platform: "gitlab")]
      : [GeneratedModule.Case(platform: "gitlab"), GeneratedModule.Case(platform: "github")]
  )
  func lifeCycle(_ example: GeneratedModule.Case) async throws {
    try await GeneratedModule.use(example) { try await Self.live($0) }
  }

  @Test(
    "does so with a KMS key of its own for the states, which moto makes",
    .enabled(if: Emulator.isThere, Emulator.absence),
    arguments: [GeneratedModule.Case(platform: "github", hasKey: true)]
  )
  func key(_ example: GeneratedModule.Case) async throws {
    try await Scratch.use { scratch in
      try await Emulator.use(in: scratch) { emulator in
        try await GeneratedModule.use(example, options: ["--upstream", "kms=\(emulator)"]) { module in
          try await Self.live(module)
          #expect(module.server.log.contains("kms:GenerateDataKey allowed by the identity-based policy"))
          #expect(module.server.log.contains("kms:Decrypt allowed by the identity-based policy"))
          #expect(module.server.log.contains("action=kms:ScheduleKeyDeletion"))
        }
      }
    }
  }

  private static func live(_ module: GeneratedModule) async throws {
    let terraform = module.terraform
    try await terraform.apply()
    try await terraform.expectNoDrift()
    #expect(try await module.fitsIntent())
    try await deploy(module)
    try await follow(module)
    try await remove(module)
  }

  /// The job's stack keeps its state in the bucket; the backend is set as the module's output says.
  private static func deploy(_ module: GeneratedModule) async throws {
    let backend = try #require(try await module.terraform.outputs()["backend_config"])
    let stack = module.scratch.url.appending(path: "stack")
    try FileManager.default.createDirectory(at: stack, withIntermediateDirectories: true)
    try JSONSerialization.data(withJSONObject: backend).write(to: stack.appending(path: "backend.tfvars.json"))
    let main = """
      terraform {
        backend "s3" {
          key = "shop.tfstate"
        }
      }
      variable "shop" { default = "open" }
      resource "terraform_data" "shop" { input = var.shop }
      """
    try module.scratch.write(main, to: "stack/main.tf")
    let begin = "cd stack && terraform init -input=false -no-color -backend-config=backend.tfvars.json"
    let (admitted, miss) = module.example.pipelines

    let refused = try await module.job(begin, facts: miss, role: "shop-apply")
    #expect(refused.status != 0)
    #expect(refused.errors.contains("Not authorized to perform sts:AssumeRoleWithWebIdentity"), "\(refused.errors)")

    let apply = "\(begin) && terraform apply -input=false -no-color -auto-approve"
    let job = try await module.job(
      apply + " && terraform plan -input=false -no-color -detailed-exitcode",
      facts: admitted,
      role: "shop-apply"
    )
    #expect(job.status == 0, "\(job.errors)\n\(job.output)")
    #expect(job.output.contains("Apply complete! Resources: 1 added"))
    #expect(!FileManager.default.fileExists(atPath: stack.appending(path: "terraform.tfstate").path))
    #expect(module.server.log.contains(/action=s3:PutObject caller=\S+:assumed-role\/shop-apply\/job/))

    if module.example.hasKey {
      // `encrypt` without the key's ARN asks for S3's own encryption.
      let other = "export TF_DATA_DIR=.other; \(begin) -backend-config=encrypt=true"
      let refused = try await module.job(
        other + " && terraform apply -input=false -no-color -auto-approve -var shop=closed",
        facts: admitted,
        role: "shop-apply"
      )
      #expect(refused.status != 0)
      #expect(
        refused.errors.replacing("\n", with: " ").contains("with an explicit deny in a resource-based policy"),
        "\(refused.errors)"
      )
    }

    // A role that only reads states sees this one, and cannot change it.
    let read = "cd stack && terraform plan -input=false -no-color -lock=false -detailed-exitcode"
    let reader = try await module.job(read, facts: module.example.reader, role: "shop-state-reader")
    #expect(reader.status == 0, "\(reader.errors)\n\(reader.output)")
    let write = "cd stack && terraform apply -input=false -no-color -auto-approve -lock=false -var shop=closed"
    let writer = try await module.job(write, facts: module.example.reader, role: "shop-state-reader")
    #expect(writer.status != 0)
    #expect(writer.errors.contains("api error AccessDenied"), "\(writer.errors)")
    #expect(module.server.log.contains(/refused action=s3:PutObject caller=\S+:assumed-role\/shop-state-reader\/job/))
  }

  /// Another pipeline, longer sessions, a policy and a tag: everything stays what it was, and is changed.
  private static func follow(_ module: GeneratedModule) async throws {
    let (narrow, wide) = module.example.widening
    try module.edit("keyless.yaml", narrow, wide)
    let more = """
        shop-apply:
          max-session-duration: 7200
          policies:
            managed: [arn:aws:iam::aws:policy/ReadOnlyAccess]

      """
    try module.edit("keyless.yaml", "  shop-apply:\n    admits", more + "    admits")
    try module.edit("keyless.yaml", "\nroles:\n", "\ntags: {team: shop}\n\nroles:\n")
    #expect(try await !module.fitsIntent())
    try await module.keyless(["bootstrap"])
    var expected = [
      "aws_iam_openid_connect_provider.this[0]": "update", "aws_s3_bucket.state": "update",
      "aws_iam_role.this[\"shop-apply\"]": "update", "aws_iam_role.this[\"shop-plan\"]": "update",
      "aws_iam_role.this[\"shop-state-reader\"]": "update",
      "aws_iam_role_policy_attachment.this[\"shop-apply/aws:policy/ReadOnlyAccess\"]": "create",
    ]
    if module.example.hasKey { expected["aws_kms_key.state"] = "update" }
    #expect(try await module.terraform.applyingChanges() == expected)
    try await module.terraform.expectNoDrift()
    #expect(try await module.fitsIntent())
  }

  /// As the module's README says.
  private static func remove(_ module: GeneratedModule) async throws {
    let terraform = module.terraform
    let guarded = try await terraform.tryApply([:], "-destroy")
    #expect(guarded.status != 0)
    #expect(guarded.errors.contains("Instance cannot be destroyed"), "\(guarded.errors)")
    try module.edit("aws/state.tf", "force_destroy = false", "force_destroy = true")
    try module.edit("aws/state.tf", "prevent_destroy = true", "prevent_destroy = false", most: 2)
    try await terraform.apply()
    try await terraform.destroy()
    #expect(try await terraform.terraform(["state", "list"]).output.isEmpty)
    for (call, found) in [
      ("ListRoles", "<RoleName>"), ("ListOpenIDConnectProviders", "<Arn>"), ("ListPolicies", "<Arn>arn:aws:iam::1"),
    ] {
      let list = try await module.server.call(call, service: .iam)
      #expect(list.status == 200 && !list.text.contains(found), "\(call): \(list.text)")
    }
    #expect(module.server.log.contains("action=s3:DeleteBucket "))
  }
}
