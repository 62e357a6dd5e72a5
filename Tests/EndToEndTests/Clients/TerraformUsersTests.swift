import Foundation
import KeylessAccounts
import KeylessServer
import Testing

@Suite(
  "Terraform with IAM users",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: Terraform.isThere, Terraform.absence)
)
struct TerraformUsersTests {
  private static let main = """
    terraform {
      required_providers {
        aws = { source = "hashicorp/aws" }
      }
    }
    variable "stage" { type = string }
    variable "boundary" { default = null }
    variable "status" { default = "Active" }
    provider "aws" {
      region = "eu-west-1"
    }
    resource "aws_iam_user" "ann" {
      name                 = "ann-${var.stage}"
      path                 = "/team/"
      permissions_boundary = var.boundary
      force_destroy        = true
      tags                 = { Team = "shop", Keys = var.status }
    }
    resource "aws_iam_user_policy" "own" {
      name   = "own"
      user   = aws_iam_user.ann.name
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "iam:GetUser", Resource = data.aws_iam_user.ann.arn }]
      })
    }
    resource "aws_iam_user_policy_attachment" "reading" {
      user       = aws_iam_user.ann.name
      policy_arn = "arn:aws:iam::aws:policy/IAMReadOnlyAccess"
    }
    resource "aws_iam_access_key" "ann" {
      user   = aws_iam_user.ann.name
      status = var.status
    }
    data "aws_iam_user" "ann" {
      user_name = aws_iam_user.ann.name
    }
    data "aws_iam_users" "team" {
      path_prefix = "/team/"
      depends_on  = [aws_iam_user.ann]
    }
    data "aws_iam_access_keys" "ann" {
      user       = aws_iam_user.ann.name
      depends_on = [aws_iam_access_key.ann]
    }
    data "aws_iam_principal_policy_simulation" "ann" {
      policy_source_arn = data.aws_iam_user.ann.arn
      action_names      = ["iam:GetUser", "iam:ListUsers"]
      depends_on        = [aws_iam_user_policy.own, aws_iam_user_policy_attachment.reading]
    }
    output "arn" { value = data.aws_iam_user.ann.arn }
    output "id" { value = aws_iam_user.ann.unique_id }
    output "team" { value = data.aws_iam_users.team.names }
    output "keys" { value = [for key in data.aws_iam_access_keys.ann.access_keys : key.status] }
    output "allowed" { value = data.aws_iam_principal_policy_simulation.ann.all_allowed }
    """

  @Test(
    "a user with its key and policies is applied, planned again without drift, changed in place, renamed, destroyed"
  )
  func lifeCycle() async throws {
    try await TerraformFolder.use(Self.main) { server, folder in
      let account = AdministeredAWS.account
      func user(_ name: String) -> User? { server.aws.accounts.snapshot[account].user(named: name) }

      try await folder.apply(["stage": "one"])
      try await folder.expectNoDrift(["stage": "one"])
      let first = try await folder.outputs()
      #expect(first["arn"] as? String == "arn:aws:iam::\(account):user/team/ann-one")
      #expect(first["team"] as? [String] == ["ann-one"])
      #expect(first["keys"] as? [String] == ["Active"])
      #expect(first["allowed"] as? Bool == true)
      let made = try #require(user("ann-one"))
      #expect(made.permissions.inline.map(\.name) == ["own"])
      #expect(made.permissions.attached == ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"])
      #expect(made.accessKeys.count == 1)

      let boundary = "arn:aws:iam::aws:policy/PowerUserAccess"
      let changed = ["stage": "one", "boundary": boundary, "status": "Inactive"]
      try await folder.apply(changed)
      try await folder.expectNoDrift(changed)
      let second = try #require(user("ann-one"))
      #expect(second.permissions.boundary == boundary)
      #expect(second.accessKeys.map(\.isActive) == [false])
      #expect(second.accessKeys.map(\.id) == made.accessKeys.map(\.id))

      let plain = ["stage": "one", "status": "Active"]
      try await folder.apply(plain)
      try await folder.expectNoDrift(plain)
      #expect(user("ann-one")?.permissions.boundary == nil)

      // A new name moves the user, who stays the same one; Terraform replaces what names the user by its name.
      try await folder.apply(["stage": "two"])
      try await folder.expectNoDrift(["stage": "two"])
      #expect(user("ann-one") == nil)
      let moved = try #require(user("ann-two"))
      #expect(moved.uniqueID == first["id"] as? String)
      #expect(moved.permissions.inline.map(\.name) == ["own"])
      #expect(moved.accessKeys.map(\.isActive) == [true])

      try await folder.destroy(["stage": "two"])
      #expect(server.aws.accounts.snapshot[account].allUsers.map(\.name) == ["administrator"])
    }
  }
}
