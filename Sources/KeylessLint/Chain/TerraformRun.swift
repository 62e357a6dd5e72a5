import KeylessCIHalf
import KeylessSource

/// One command of a job that runs Terraform or OpenTofu in a folder.
package struct TerraformRun: Sendable {
  let command: JobCommand
  let questions: TerraformQuestions
  let machine: JobMachine
  /// Whether everything that may change the job was read.
  let isWhole: Bool

  private static let tools: Set<String> = ["terraform", "tofu", "terragrunt", "gitlab-terraform", "gitlab-tofu"]

  static func isTool(_ name: String) -> Bool { tools.contains(name) }

  var isOpenTofu: Bool { ["tofu", "gitlab-tofu"].contains(command.tool) }

  /// Whether nothing tells the two apart.
  func isSame(_ other: TerraformRun) -> Bool {
    command.tool == other.command.tool && questions == other.questions && isWhole == other.isWhole
      && machine == other.machine
  }
}
