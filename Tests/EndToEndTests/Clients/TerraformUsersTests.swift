import KeylessServer
import Foundation
import KeylessAccounts
import Testing

@Suite(
  "Terraform with IAM users",
  .serialized,
  .timeLimit(.minutes(6)),
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

  private struct Run {
    let folder: URL
    let environment: [String: String]

    func terraform(_ arguments: [String]) async throws -> Binary.Run {
      try await Binary.run(
        arguments + ["-no-color"],
        environment: environment,
        program: Terraform.program,
        folder: folder
      )
    }

    func apply(_ variables: [String: String]) async throws {
      let run = try await terraform(["apply", "-auto-approve", "-input=false"] + Self.flags(variables))
      try #require(run.status == 0, "\(run.output)\(run.errors)")
    }

    /// Nothing is left to do.
    func expectNoDrift(_ variables: [String: String]) async throws {
      let run = try await terraform(["plan", "-detailed-exitcode", "-input=false"] + Self.flags(variables))
      #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    static func flags(_ variables: [String: String]) -> [String] {
      variables.sorted { $0.key < $1.key }.map { "-var=\($0.key)=\($0.value)" }
    }

    func outputs() async throws -> [String: Any] {
      let run = try await terraform(["output", "-json"])
      let all = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: [String: Any]])
      return all.compactMapValues { $0["value"] }
    }
  }

  private static func configuration(
    _ work: @escaping @Sendable (AdministeredAWS, Run) async throws -> Void
  ) async throws {
    try await AdministeredAWS.serve { server in
      try await Scratch.use { scratch in
        let folder = scratch.url.appending(path: "users")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(main.utf8).write(to: folder.appending(path: "main.tf"))
        var environment = server.environment(scratch)
        environment["CHECKPOINT_DISABLE"] = "1"
        let run = Run(folder: folder, environment: environment)
        let plugins = try #require(Terraform.plugins).path
        let initialised = try await run.terraform(["init", "-plugin-dir=\(plugins)", "-input=false"])
        try #require(initialised.status == 0, "terraform init: \(initialised.errors)")
        try await work(server, run)
      }
    }
  }

  @Test(
    "a user with its key and policies is applied, planned again without drift, changed in place, renamed, destroyed"
  )
  func lifeCycle() async throws {
    try await Self.configuration { server, run in
      let account = AdministeredAWS.account
      func user(_ name: String) -> User? { server.aws.accounts.snapshot[account].user(named: name) }

      try await run.apply(["stage": "one"])
      try await run.expectNoDrift(["stage": "one"])
      let first = try await run.outputs()
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
      try await run.apply(changed)
      try await run.expectNoDrift(changed)
      let second = try #require(user("ann-one"))
      #expect(second.permissions.boundary == boundary)
      #expect(second.accessKeys.map(\.isActive) == [false])
      #expect(second.accessKeys.map(\.id) == made.accessKeys.map(\.id))

      let plain = ["stage": "one", "status": "Active"]
      try await run.apply(plain)
      try await run.expectNoDrift(plain)
      #expect(user("ann-one")?.permissions.boundary == nil)

      let destroyed = try await run.terraform(["destroy", "-auto-approve", "-input=false", "-var=stage=one"])
      #expect(destroyed.status == 0, "\(destroyed.output)\(destroyed.errors)")
      #expect(server.aws.accounts.snapshot[account].allUsers.map(\.name) == ["administrator"])
    }
  }

  @Test("a user whose name changes is moved, and keeps its id")
  func rename() async throws {
    try await Self.configuration { server, run in
      try await run.apply(["stage": "one"])
      let id = try await run.outputs()["id"] as? String
      try await run.apply(["stage": "two"])
      try await run.expectNoDrift(["stage": "two"])
      let contents = server.aws.accounts.snapshot[AdministeredAWS.account]
      #expect(contents.user(named: "ann-one") == nil)
      #expect(contents.user(named: "ann-two")?.uniqueID == id)
      let destroyed = try await run.terraform(["destroy", "-auto-approve", "-input=false", "-var=stage=two"])
      #expect(destroyed.status == 0, "\(destroyed.output)\(destroyed.errors)")
    }
  }
}
