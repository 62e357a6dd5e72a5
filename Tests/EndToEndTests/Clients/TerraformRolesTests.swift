import Foundation
import KeylessAccounts
import KeylessServer
import Testing

@Suite(
  "Terraform with IAM roles",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: Terraform.isThere, Terraform.absence)
)
struct TerraformRolesTests {
  private static let main = #"""
    terraform {
      required_providers {
        aws = { source = "hashicorp/aws" }
      }
    }
    provider "aws" {
      region = "eu-west-1"
    }
    variable "clients" {
      type    = list(string)
      default = ["https://aws.acme.example"]
    }
    variable "thumbprints" {
      type    = list(string)
      default = null
    }
    variable "project" { default = "acme/shop" }
    variable "description" { default = null }
    variable "duration" { default = 3600 }
    variable "boundary" { default = null }
    variable "stage" { default = "test" }
    variable "action" { default = "s3:GetObject" }
    variable "attached" { default = "arn:aws:iam::aws:policy/ReadOnlyAccess" }

    resource "aws_iam_openid_connect_provider" "gitlab" {
      url             = "https://gitlab.com"
      client_id_list  = var.clients
      thumbprint_list = var.thumbprints
      tags            = { Stage = var.stage }
    }
    data "aws_iam_policy_document" "trust" {
      statement {
        actions = ["sts:AssumeRoleWithWebIdentity"]
        principals {
          type        = "Federated"
          identifiers = [aws_iam_openid_connect_provider.gitlab.arn]
        }
        condition {
          test     = "StringLike"
          variable = "gitlab.com:sub"
          values   = ["project_path:${var.project}:ref_type:branch:ref:*"]
        }
      }
    }
    data "aws_iam_policy_document" "work" {
      statement {
        actions   = [var.action]
        resources = ["arn:aws:s3:::bucket/*"]
      }
    }
    resource "aws_iam_role" "deploy" {
      name                 = "deploy"
      path                 = "/ci/"
      description          = var.description
      max_session_duration = var.duration
      permissions_boundary = var.boundary
      assume_role_policy   = data.aws_iam_policy_document.trust.json
      tags                 = { Stage = var.stage, Team = "shop" }
    }
    resource "aws_iam_role_policy" "inline" {
      name   = "inline"
      role   = aws_iam_role.deploy.id
      policy = data.aws_iam_policy_document.work.json
    }
    resource "aws_iam_policy" "work" {
      name   = "work"
      path   = "/ci/"
      policy = data.aws_iam_policy_document.work.json
      tags   = { Stage = var.stage }
    }
    resource "aws_iam_policy" "bare" {
      name_prefix = "bare-"
      description = "never changed"
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "sts:GetCallerIdentity", Resource = "*" }]
      })
    }
    resource "aws_iam_role_policy_attachment" "work" {
      role       = aws_iam_role.deploy.name
      policy_arn = aws_iam_policy.work.arn
    }
    resource "aws_iam_role_policy_attachment" "aws" {
      role       = aws_iam_role.deploy.name
      policy_arn = var.attached
    }

    data "aws_iam_openid_connect_provider" "by_arn" { arn = aws_iam_openid_connect_provider.gitlab.arn }
    data "aws_iam_openid_connect_provider" "by_url" {
      url        = "https://gitlab.com"
      depends_on = [aws_iam_openid_connect_provider.gitlab]
    }
    data "aws_iam_role" "deploy" { name = aws_iam_role.deploy.name }
    data "aws_iam_roles" "ci" {
      path_prefix = "/ci/"
      depends_on  = [aws_iam_role.deploy]
    }
    data "aws_iam_policy" "by_arn" { arn = aws_iam_policy.work.arn }
    data "aws_iam_policy" "by_name" {
      name       = "work"
      depends_on = [aws_iam_policy.work]
    }
    data "aws_caller_identity" "me" {}
    output "by_url" { value = data.aws_iam_openid_connect_provider.by_url.arn }
    output "role" { value = data.aws_iam_role.deploy.arn }
    output "roles" { value = data.aws_iam_roles.ci.names }
    output "policy" { value = data.aws_iam_policy.by_name.arn }
    output "document" { value = data.aws_iam_policy.by_arn.policy }
    output "me" { value = data.aws_caller_identity.me.arn }
    """#

  @Test("provider, role and policies are applied, planned again without drift, changed in place and destroyed")
  func lifeCycle() async throws {
    try await TerraformFolder.use(Self.main) { server, folder in
      let account = AdministeredAWS.account
      func contents() -> AccountContents { server.aws.accounts.snapshot[account] }
      func role() throws -> Role { try #require(contents().role(named: "deploy")) }
      func provider() throws -> IdentityProvider {
        try #require(contents().provider(issuer: "https://gitlab.com"))
      }

      try await folder.apply()
      try await folder.expectNoDrift()
      let outputs = try await folder.outputs()
      #expect(outputs["by_url"] as? String == "arn:aws:iam::\(account):oidc-provider/gitlab.com")
      #expect(outputs["role"] as? String == "arn:aws:iam::\(account):role/ci/deploy")
      #expect(outputs["roles"] as? [String] == ["deploy"])
      #expect(outputs["policy"] as? String == "arn:aws:iam::\(account):policy/ci/work")
      #expect((outputs["document"] as? String)?.contains("s3:GetObject") == true)
      #expect(outputs["me"] as? String == "arn:aws:iam::\(account):user/administrator")
      let first = try role()
      #expect(first.permissions.attached.count == 2)
      #expect(first.permissions.inline.map(\.name) == ["inline"])

      // Attributes are changed in place: the entities stay the same ones.
      var variables: [String: String] = [:]
      let changes = [
        [
          "clients": #"["https://aws.acme.example","second"]"#, "project": "acme/till", "duration": "7200",
          "action": "s3:PutObject",
        ],
        [
          "thumbprints": "[\"\(String(repeating: "ab", count: 20))\"]", "description": "deploys the shop",
          "boundary": "arn:aws:iam::aws:policy/PowerUserAccess", "stage": "prod",
        ],
      ]
      for change in changes {
        variables.merge(change) { $1 }
        try await folder.apply(variables)
        try await folder.expectNoDrift(variables)
        #expect(try role().uniqueID == first.uniqueID, "\(change)")
      }
      let changed = try role()
      #expect(changed.description == "deploys the shop")
      #expect(changed.maxSessionDuration == 7200)
      #expect(changed.permissions.boundary == "arn:aws:iam::aws:policy/PowerUserAccess")
      #expect(changed.trust.text.contains("acme/till"))
      #expect(Set(changed.tags.map(\.value)) == ["prod", "shop"])
      #expect(try Set(provider().clientIDs) == ["https://aws.acme.example", "second"])
      #expect(try provider().thumbprints == [String(repeating: "ab", count: 20)])
      #expect(contents().policy(named: "work")?.defaultVersionID == "v2")

      // And back again, where something is taken away; an attachment is replaced.
      let back = [
        "thumbprints": variables["thumbprints"] ?? "", "attached": "arn:aws:iam::aws:policy/IAMReadOnlyAccess",
      ]
      try await folder.apply(back)
      try await folder.expectNoDrift(back)
      #expect(try role().description == nil)
      #expect(try role().permissions.boundary == nil)
      #expect(try role().maxSessionDuration == 3600)
      #expect(try provider().clientIDs == ["https://aws.acme.example"])
      #expect(try role().permissions.isAttached("arn:aws:iam::aws:policy/IAMReadOnlyAccess"))

      try await folder.destroy()
      #expect(contents().roleCount == 0 && contents().policyCount == 0 && contents().providerCount == 0)
    }
  }

  @Test(
    "a policy with five versions gives up its oldest for a new one, and a role with foreign policies is emptied by force"
  )
  func versions() async throws {
    let text = #"""
      terraform {
        required_providers {
          aws = { source = "hashicorp/aws" }
        }
      }
      provider "aws" {
        region = "eu-west-1"
      }
      variable "bucket" { default = "b0" }
      resource "aws_iam_policy" "work" {
        name   = "work"
        policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::${var.bucket}/*" }]
        })
      }
      resource "aws_iam_role" "forced" {
        name                  = "forced"
        force_detach_policies = true
        assume_role_policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
        })
      }
      """#
    try await TerraformFolder.use(text) { server, folder in
      let accounts = server.aws.accounts
      func work() throws -> ManagedPolicy {
        try #require(accounts.snapshot[AdministeredAWS.account].policy(named: "work"))
      }
      try await folder.apply()
      var full = try work()
      for later in 1...4 { _ = full.add(full.document, at: full.created + later, asDefault: true) }
      try accounts.put(.policy(full))
      try await folder.apply(["bucket": "b1"])
      try await folder.expectNoDrift(["bucket": "b1"])
      let policy = try work()
      #expect(policy.versions.map(\.id) == ["v2", "v3", "v4", "v5", "v6"])
      #expect(policy.defaultVersionID == "v6")
      #expect(policy.document.text.contains("b1/*"))

      // Somebody attached something that Terraform does not know.
      var role = try #require(accounts.snapshot[AdministeredAWS.account].role(named: "forced"))
      role.permissions.attach("arn:aws:iam::aws:policy/ReadOnlyAccess")
      role.permissions.put("foreign", policy.document)
      try accounts.put(.role(role))
      try await folder.destroy()
      #expect(accounts.snapshot[AdministeredAWS.account].roleCount == 0)
    }
  }
}
