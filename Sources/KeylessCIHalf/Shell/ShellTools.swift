import KeylessSource

/// The programs that talk to AWS with the credentials a job has.
package enum ShellTools {
  package static let names: Set<String> = [
    "terraform", "tofu", "terragrunt", "gitlab-terraform", "gitlab-tofu", "aws", "cdk", "cdktf", "sam", "pulumi",
    "eksctl",
    "packer", "serverless", "sls", "copilot", "eb",
  ]

  /// The step as a command that uses AWS; nil when it is another.
  package static func command(_ step: ShellStep) -> JobCommand? {
    guard let tool = step.tool, names.contains(tool) else { return nil }
    let arguments = step.arguments
    var command = JobCommand(
      tool: tool,
      arguments: arguments.map { $0.value.text ?? $0.word.source },
      folder: folder(of: step, tool),
      variables: step.assigned.values.compactMap { variable in
        guard let name = variable.name else { return nil }
        return CIVariable(
          name: name,
          value: variable.value.text(source: variable.source, at: variable.span ?? name.span)
        )
      }.sorted { $0.name.value.utf8.lexicographicallyPrecedes($1.name.value.utf8) },
      span: step.span
    )
    command.unset = step.unset
    command.isCleared = step.isCleared
    return command
  }

  /// Where it works: `-chdir=` and its like count from the folder it is called in.
  private static func folder(of step: ShellStep, _ tool: String) -> String? {
    let name: String? =
      switch tool {
      case "terraform", "tofu": "-chdir"
      case "terragrunt": step.option("--working-dir") != nil ? "--working-dir" : "--terragrunt-working-dir"
      case "pulumi": step.option("-C") != nil ? "-C" : "--cwd"
      default: nil
      }
    guard let name, let option = step.option(name) else { return step.folder }
    var run = ShellRun(ShellState(folder: step.folder)) { _ in .literal("") }
    run.state.folder = step.folder
    return run.folder(option.value)
  }
}
