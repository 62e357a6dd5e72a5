import Foundation
import Testing

@Suite(
  "Terraform with the AWS half of an example",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: Terraform.isThere, Terraform.absence)
)
struct TerraformFlowTests {
  /// What the job of the CI file does, from nothing to nothing.
  private static let job = """
    set -e
    cd stack
    terraform init -input=false -no-color
    terraform plan -input=false -no-color -out=tfplan
    terraform apply -input=false -no-color tfplan
    terraform plan -input=false -no-color -detailed-exitcode
    terraform output -no-color
    terraform destroy -input=false -no-color -auto-approve
    """

  // README.md runs GitLab's job.
  @Test("the AWS half is applied, and the job plans, applies and destroys its stack with the state in the bucket")
  func flow() async throws {
    try await ExampleTree.use("github") { tree in
      let run = try await tree.rehearse(
        ["--pipeline", "production", "--role", "shop-deploy"],
        command: ["sh", "-c", Self.job]
      )
      let identity = "arn:aws:sts::111122223333:assumed-role/shop-deploy/rehearsal-production"
      #expect(run.status == 0, "\(run.errors)\n\(run.output)")
      #expect(run.output.contains("Successfully configured the backend \"s3\"!"))
      #expect(run.output.contains("Apply complete! Resources: 2 added, 0 changed, 0 destroyed."))
      #expect(run.output.contains("No changes. Your infrastructure matches the configuration."))
      #expect(run.output.contains("bucket = \"acme-shop-assets\""))
      #expect(run.output.contains("Destroy complete! Resources: 2 destroyed."))
      #expect(
        run.errors.contains("opens: the token was exchanged, and every signed call was made as\n  \(identity)\n")
      )
      // The state went into the bucket and nowhere else; the AWS half left nothing in its folder.
      #expect(run.errors.contains("s3:PutObject"))
      #expect(!tree.exists("stack/terraform.tfstate"))
      #expect(!tree.exists("aws/.terraform.lock.hcl"))
      #expect(!run.errors.contains("eyJ") && !run.output.contains("eyJ"))
    }
  }

  @Test("while one run holds the lock of the state, another is refused and told who holds it")
  func lock() async throws {
    try await ExampleTree.use("gitlab") { tree in
      // Runs while the apply around it holds the lock.
      try tree.write(
        """
        resource "terraform_data" "second" {
          provisioner "local-exec" {
            command = <<-EOT
              ! terraform plan -input=false -no-color >second.log 2>&1
              grep -q 'Error acquiring the state lock' second.log && grep -q OperationTypeApply second.log
            EOT
            interpreter = ["sh", "-ec"]
          }
        }
        """,
        to: "stack/second.tf"
      )
      let script = "cd stack && terraform init -input=false && terraform apply -input=false -no-color -auto-approve"
      let run = try await tree.rehearse(
        ["--pipeline", "main", "--role", "shop-deploy"],
        command: ["sh", "-c", script]
      )
      #expect(run.status == 0, "\(run.errors)\n\(run.output)")
      #expect(run.output.contains("Apply complete! Resources: 3 added"))
      #expect(run.errors.contains("PreconditionFailed"))
    }
  }

  @Test("the plan role reads the state and the stack, and what it may not do is refused")
  func plan() async throws {
    try await ExampleTree.use("gitlab") { tree in
      let script = "cd stack && terraform init -input=false && terraform plan -input=false -no-color -lock=false"
      let run = try await tree.rehearse(
        ["--pipeline", "plan", "--role", "shop-plan"],
        command: ["sh", "-c", script + " && ! terraform apply -input=false -no-color -auto-approve -lock=false"]
      )
      #expect(run.status == 0, "\(run.errors)\n\(run.output)")
      #expect(run.output.contains("Plan: 2 to add, 0 to change, 0 to destroy."))
      #expect(
        run.errors.contains("because no identity-based policy allows the s3:CreateBucket action"),
        "\(run.errors)"
      )
    }
  }
}
