import Foundation
import KeylessCIHalf
import KeylessCheck
import KeylessFindings
import KeylessLint
import KeylessSystem

/// A repository of 1,500 Terraform files (3 MB) with sixty roles and a pipeline, from the disk to findings: seconds of wall time
/// and megabytes, beside `terraform fmt -check -recursive` on the same tree where Terraform is there.
enum CheckBenchmark {
  static func run(_ system: System) async throws -> String {
    let folder = try system.files.makeTemporaryDirectory()
    defer { try? system.files.removeTree(folder) }
    let bytes = try write(to: folder)
    var (own, rival): ([Double], [Double]) = ([], [])
    var findings = 0
    for round in 0..<6 {
      let start = Clock.now()
      let tree = try TreeLoader.load(["."], root: folder, system)
      var input = CheckInput(tree: tree)
      input.project.path = "acme/api"
      let outcome = Check(input).outcome()
      findings = FindingSet(outcome.findings).findings.count
      let elapsed = Double(Clock.now() - start) / 1e9
      let other = try terraform(folder, system)
      guard round > 0 else { continue }
      own.append(elapsed)
      if let other { rival.append(other) }
    }
    guard findings > 0 else { throw BenchmarkError(description: "the benchmark's repository has no finding") }
    let ratio = rival.isEmpty ? "null" : Figures.number(Clock.median(zip(own, rival).map { $0 / $1 }))
    return Figures.object([
      ("seconds", Figures.number(Clock.median(own))), ("target", "0.5"), ("files", "1500"),
      ("megabytes", Figures.number(Double(bytes) / 1e6)), ("findings", String(findings)),
      ("residentMegabytes", Figures.number(Double(ResidentMemory.bytes()) / 1e6)), ("residentTarget", "150"),
      ("terraformFmtSeconds", rival.isEmpty ? "null" : Figures.number(Clock.median(rival))),
      ("timesTerraformFmt", ratio),
    ])
  }

  /// Sixty stacks of 25 files, one of them with the role; answers how many bytes they have.
  private static func write(to folder: String) throws -> Int {
    var total = 0
    func file(_ name: String, _ text: String) throws {
      total += text.utf8.count
      try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
    }
    for stack in 0..<60 {
      let name = "stack-\(stack)"
      try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
      try file(name + "/role.tf", role.replacing("%N", with: String(stack)))
      for part in 0..<24 {
        let text = (0..<8).map { plain.replacing("%N", with: "\(part)_\($0)") }.joined(separator: "\n")
        try file(name + "/part-\(part).tf", text)
      }
    }
    try file(".gitlab-ci.yml", pipeline)
    return total
  }

  /// Nil where there is no Terraform.
  private static func terraform(_ folder: String, _ system: System) throws -> Double? {
    let path = (system.environment["PATH"] ?? "").split(separator: ":").map { $0 + "/terraform" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let path else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["fmt", "-check", "-recursive", folder]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let start = Clock.now()
    try process.run()
    process.waitUntilExit()
    return Double(Clock.now() - start) / 1e9
  }

  private static let role = #"""
    provider "aws" {
      region              = "eu-central-1"
      allowed_account_ids = ["123456789012"]
    }

    data "aws_iam_openid_connect_provider" "gitlab" {
      url = "https://gitlab.com"
    }

    locals {
      refs = ["main", "release-%N"]
    }

    data "aws_iam_policy_document" "trust" {
      statement {
        actions = ["sts:AssumeRoleWithWebIdentity"]
        principals {
          type        = "Federated"
          identifiers = [data.aws_iam_openid_connect_provider.gitlab.arn]
        }
        condition {
          test     = "StringEquals"
          variable = "gitlab.com:aud"
          values   = ["sts.amazonaws.com"]
        }
        condition {
          test     = "StringEquals"
          variable = "gitlab.com:sub"
          values   = [for ref in local.refs : "project_path:acme/shop-%N:ref_type:branch:ref:${ref}"]
        }
      }
    }

    resource "aws_iam_role" "deploy" {
      name               = "deploy-%N"
      assume_role_policy = data.aws_iam_policy_document.trust.json
    }
    """#

  private static let plain = #"""
    resource "aws_sqs_queue" "work_%N" {
      name                       = "work-%N"
      visibility_timeout_seconds = 60 * 5
      tags                       = merge(local.tags, { Name = "work-%N" })
      redrive_policy = jsonencode({
        deadLetterTargetArn = aws_sqs_queue.dead.arn
        maxReceiveCount     = 4
      })
    }
    """#

  private static let pipeline = """
    deploy:
      id_tokens:
        AWS_TOKEN:
          aud: sts.amazonaws.com
      variables:
        AWS_ROLE_ARN: arn:aws:iam::123456789012:role/deploy-7
        AWS_WEB_IDENTITY_TOKEN_FILE: /tmp/token
      rules:
        - if: $CI_COMMIT_BRANCH == "main"
      script:
        - printf %s "$AWS_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"
        - terraform -chdir=stack-7 apply

    """
}
