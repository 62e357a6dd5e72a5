import KeylessCIHalf
import KeylessSource

/// The commands that run Terraform or OpenTofu in a folder; what is the same in many jobs is there once.
package struct TerraformRuns: Sendable {
  private(set) var all: [TerraformRun] = []
  /// Whether it is known that no other command runs there.
  private(set) var isWhole = true

  package init() {}

  /// Beyond this a folder's runs that ask the same are too many to tell apart.
  static let most = 16

  fileprivate mutating func add(_ run: TerraformRun) {
    guard !all.contains(where: { $0.isSame(run) }) else { return }
    if all.count(where: { $0.questions == run.questions }) < Self.most { all.append(run) } else { isWhole = false }
  }

  fileprivate mutating func leaveOut() { isWhole = false }

  /// What all jobs run, by folder.
  struct Book {
    private var found: [String: TerraformRuns] = [:]
    /// Whether a command may run in any folder.
    private var isOpen = false
    /// How much of files of profiles may still be made: each machine has the files that its job wrote up to then.
    private var room = 1 << 24

    /// Variables of Terraform that decide who signs in.
    private let given: Set<String>

    init(_ halves: CIHalves, given: Set<String> = []) {
      self.given = given
      for pipeline in halves.gitLab {
        for job in pipeline.jobs { for variant in job.variants { add(variant.job, .unknown) } }
      }
      for reading in halves.gitHub.readings {
        let runner = JobRunner(reading)
        for job in reading.jobs { add(job, runner) }
      }
    }

    func runs(in folder: String) -> TerraformRuns {
      var runs = found[folder] ?? TerraformRuns()
      if isOpen { runs.leaveOut() }
      return runs
    }

    private mutating func add(_ job: CIJob, _ runner: JobRunner) {
      var last: (command: JobCommand, machine: JobMachine)?
      for command in job.commands where TerraformRun.isTool(command.tool) {
        let questions = TerraformQuestions(command)
        guard !questions.isEmpty else { continue }
        guard let folder = command.folder else {
          isOpen = true
          continue
        }
        if command.tool == "terragrunt",
          TerragruntWords.isForMany(command.arguments, (job.variables + command.variables).lazy.map(\.name.value))
        {
          isOpen = true
        }
        // Commands in a row find the same machine.
        if let known = last, !JobMachine.isSame(known.command, command) { last = nil }
        if last == nil {
          room -= JobMachine.cost(job, command)
          guard room > 0 else {
            found[folder, default: TerraformRuns()].leaveOut()
            continue
          }
        }
        let machine = last?.machine ?? JobMachine(job, command, on: runner, given: given)
        last = (command, machine)
        found[folder, default: TerraformRuns()].add(
          TerraformRun(command: command, questions: questions, machine: machine, isWhole: job.unknowns.isEmpty)
        )
      }
    }
  }
}
