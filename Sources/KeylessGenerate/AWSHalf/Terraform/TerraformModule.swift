import KeylessIntent
import KeylessSource

/// Writes the AWS half as a Terraform module: for OpenTofu too, for any region and partition, with the caller's provider
/// configuration.
package struct TerraformModule {
  let half: AWSHalf

  /// The module's files; `half` is made with `AWSHalf.Maker.terraform`.
  package static func tree(for half: AWSHalf) throws -> FileTree {
    let module = TerraformModule(half: half)
    for role in half.roles {
      for document in [role.trustPolicy] + role.inlinePolicies.map(\.document) {
        if let text = module.unspeakable(in: document) {
          throw TerraformModuleError.letter(role: role.name, text: text)
        }
      }
    }
    var files = [
      FileTree.File("versions.tf", versions),
      FileTree.File("variables.tf", module.variables),
      FileTree.File("main.tf", module.main),
      FileTree.File("provider.tf", module.provider),
      FileTree.File("roles.tf", module.roles),
      FileTree.File("outputs.tf", module.outputs),
      FileTree.File("README.md", module.readme),
      FileTree.File("tests/keyless.tftest.hcl", module.test),
    ]
    if let state = half.state { files.append(FileTree.File("state.tf", module.state(state))) }
    files += half.roles.map { FileTree.File(Self.expectation($0), $0.trustPolicy.pretty + "\n") }
    return FileTree(files)
  }

  /// Where the module's own test finds what a trust policy has to be.
  static func expectation(_ role: AWSHalf.Role) -> String { "tests/expected/\(role.name).json" }

  /// A text that would not reach IAM, or not as it is: Terraform composes letters, and IAM knows those up to U+00FF.
  private func unspeakable(in json: JSON) -> String? {
    switch json {
    case .string(let text): text.unicodeScalars.contains { $0.value > 0xFF } ? text : nil
    case .array(let elements): elements.lazy.compactMap { unspeakable(in: $0) }.first
    case .object(let members):
      members.lazy.compactMap { unspeakable(in: .string($0.name)) ?? unspeakable(in: $0.value) }.first
    case .null, .bool, .integer, .number: nil
    }
  }

  /// What a string of a document is written as, so that the module knows no partition and has one place for the provider.
  func expression(_ text: String) -> String? {
    if text.utf8.elementsEqual(half.provider.arn.utf8) { return "local.provider_arn" }
    if let newKeyARN, text.utf8.elementsEqual(newKeyARN.utf8) { return "aws_kms_key.state.arn" }
    let start = "arn:\(half.partition):"
    guard text.utf8.starts(with: start.utf8) else { return nil }
    let rest = String(decoding: text.utf8.dropFirst(start.utf8.count), as: UTF8.self)
    return "\"arn:${data.aws_partition.current.partition}:\(HCLSpelling.escape(rest))\""
  }

  private var newKeyARN: String? {
    guard let state = half.state, state.encryption == .newKey else { return nil }
    return StateAccess(state, partition: half.partition, account: half.account).newKeyARN
  }

  func document(_ json: JSON) -> HCLValue { .call("jsonencode", HCLValue(json, expression: expression)) }

  static func tags(_ tags: [ResourceTag]) -> HCLValue {
    .object(tags.map { HCLValue.Member($0.key, .text($0.value)) })
  }

  private static let versions = """
    # Made by keyless from keyless.yaml. Change that file and run `keyless bootstrap` again instead of editing here.
    terraform {
      # 1.10 brought state locking by S3 itself. OpenTofu 1.10 and later works as well.
      required_version = ">= 1.10"

      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = ">= 5.100, < 7"
        }
      }
    }

    """
}
