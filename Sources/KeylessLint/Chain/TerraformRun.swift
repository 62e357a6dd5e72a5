import KeylessCIHalf
import KeylessSource

/// One command of a job that runs Terraform or OpenTofu in a folder.
package struct TerraformRun: Sendable {
  let command: JobCommand
  let machine: JobMachine
  /// Whether everything that may change the job was read.
  let isWhole: Bool

  private static let tools: Set<String> = ["terraform", "tofu", "terragrunt", "gitlab-terraform", "gitlab-tofu"]
  /// What asks AWS for nothing.
  private static let silent: Set<String> = [
    "fmt", "validate", "version", "providers", "help", "get", "graph", "login", "logout", "metadata", "test",
  ]
  /// Beyond this a folder's runs are too many to tell apart.
  static let most = 16

  static func isTool(_ name: String) -> Bool { tools.contains(name) }

  var isOpenTofu: Bool { ["tofu", "gitlab-tofu"].contains(command.tool) }

  /// `init` reads the backend and no provider.
  var isInit: Bool { Self.subcommand(command) == "init" }

  /// By the folder they run in; what is the same in many jobs is there once.
  static func all(_ halves: CIHalves) -> [String: [TerraformRun]] {
    var found: [String: [TerraformRun]] = [:]
    func add(_ job: CIJob, _ runner: JobRunner) {
      for command in job.commands where isTool(command.tool) {
        guard let folder = command.folder, !silent.contains(subcommand(command) ?? "version") else { continue }
        let run = TerraformRun(
          command: command,
          machine: JobMachine(job, command, on: runner),
          isWhole: job.unknowns.isEmpty
        )
        guard found[folder]?.contains(where: { $0.isSame(run) }) != true else { continue }
        found[folder, default: []].append(run)
      }
    }
    for pipeline in halves.gitLab {
      for job in pipeline.jobs { for variant in job.variants { add(variant.job, .unknown) } }
    }
    for reading in halves.gitHub.readings {
      let runner = JobRunner(labels: reading.labels)
      for job in reading.jobs { add(job, runner) }
    }
    return found
  }

  private func isSame(_ other: TerraformRun) -> Bool {
    command.tool == other.command.tool && isInit == other.isInit && machine == other.machine && isWhole == other.isWhole
  }

  private static func subcommand(_ command: JobCommand) -> String? {
    command.arguments.first { !$0.hasPrefix("-") }
  }
}
