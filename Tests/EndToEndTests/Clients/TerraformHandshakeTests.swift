import Foundation
import Testing

@Suite(
  "Terraform and the handshakes of an example",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: Terraform.isThere, Terraform.absence)
)
struct TerraformHandshakeTests {
  @Test(
    "every handshake of the intent goes as it says with the AWS half that Terraform applied",
    arguments: ["gitlab", "github"]
  )
  func handshakes(example: String) async throws {
    try await ExampleTree.use(example) { tree in
      let run = try await tree.rehearse([])
      #expect(run.status == 0, "\(run.errors)\n\(run.output)")
      #expect(run.output.contains("near misses were refused"))
      #expect(run.output.contains("Every handshake went as the intent says."))
      #expect(run.errors.contains("iam:CreateOpenIDConnectProvider"))
      #expect(run.errors.contains("allowed by the identity-based policy"))
    }
  }

  @Test("an AWS half that asks for ref_type:mr never opens, and the rehearsal says which condition it is")
  func mergeRequests() async throws {
    try await ExampleTree.use("gitlab") { tree in
      let run = try await tree.rehearse([], awsHalf: "aws-with-mr")
      #expect(run.status == 1, "\(run.errors)")
      #expect(
        run.output.contains("WRONG     AccessDenied; gitlab.com:sub is `project_path:acme/shop:ref_type:branch:ref:")
      )
      #expect(run.output.contains("StringLike wants `project_path:acme/shop:ref_type:mr:ref:*`"))
    }
  }

  @Test("an AWS half that does not apply is a failure with the tool's own words")
  func broken() async throws {
    try await ExampleTree.use("gitlab") { tree in
      try tree.write("resource \"aws_iam_role\" \"broken\" {\n  name = \"x\"\n}\n", to: "aws/broken.tf")
      let run = try await tree.rehearse([])
      #expect(run.status == 3)
      #expect(
        run.errors.contains("applying the AWS half failed: `terraform apply` ended with status 1"),
        "\(run.errors)"
      )
      #expect(run.errors.contains("assume_role_policy"))
    }
  }

  @Test("a profile in the provider block silently runs as somebody else where the profile exists")
  func profile() async throws {
    try await ExampleTree.use("gitlab") { tree in
      let script = "cd stack-with-profile && terraform init -input=false && terraform plan -input=false -no-color"
      let silent = try await tree.rehearse(
        ["--pipeline", "main", "--role", "shop-deploy", "--decoy-profiles"],
        command: ["sh", "-c", script]
      )
      #expect(silent.status == 1)
      #expect(silent.output.contains("arn:aws:iam::111122223333:user/decoy-dev"), "\(silent.output)")
      #expect(silent.errors.contains("wrong: ran as user/decoy-dev; the token was never presented"), "\(silent.errors)")
      #expect(silent.errors.contains("ended with status 0"))
    }
  }
}
