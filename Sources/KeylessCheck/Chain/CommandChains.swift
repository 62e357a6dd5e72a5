import KeylessAWSHalf
package import KeylessChain
import KeylessCredentials
import KeylessSource
package import KeylessSystem

/// What a command's own program will take for credentials: Terraform, OpenTofu and the AWS CLI, which are known by their names.
package enum CommandChains {
  /// None for a program that nobody knows by its name, or whose configuration cannot be read here.
  ///
  /// `environment` is the command's; it runs in the folder that one is in.
  package static func resolutions(
    of command: [String],
    environment: [String: String],
    _ system: System
  ) -> [Resolution] {
    guard let program = command.first.map({ SourceTree.split($0).name }) else { return [] }
    var system = system
    system.environment = environment
    // Terraform goes into its folder before it reads anything.
    let folder = option("-chdir", in: command)
    let machine = KeylessChain.Machine(system, directory: folder ?? ".")
    return questions(program, Array(command.dropFirst()), system).map { question in
      question.resolution(Situation(machine, question.arguments))
    }
  }

  private static func questions(_ program: String, _ arguments: [String], _ system: System) -> [ChainQuestion] {
    switch program {
    case "aws":
      // Which of the two is installed stands nowhere.
      let profile = option("--profile", in: arguments).map { ["profile": Answer.value($0, nil)] } ?? [:]
      return ["aws-cli-v1", "aws-cli-v2"].compactMap(Chains.named).map { ChainQuestion($0, ToolArguments(profile)) }
    case "terraform", "tofu":
      let folder = option("-chdir", in: arguments) ?? "."
      let line = TerraformFlags(arguments, environment: system.environment)
      guard line.problem == nil,
        let inputs = try? TerraformSettings.inputs(files: line.variableFiles, values: line.variables, system),
        let questions = try? TerraformSignIns.read(folder, inputs, SeenFiles(), system)
      else { return [] }
      return (program == "tofu" ? questions.map(openTofu) : questions).map {
        $0.completed(by: line.backendConfiguration, isWhole: false)
      }
    default: return []
    }
  }

  /// OpenTofu has the provider in common with Terraform, and a backend of its own from 1.6 on.
  private static func openTofu(_ question: ChainQuestion) -> ChainQuestion {
    let id = question.chain.tool.id
    guard id.hasPrefix("terraform-"), !id.hasPrefix("terraform-provider-") else { return question }
    return Chains.named("opentofu-" + id.dropFirst("terraform-".count)).map(question.by) ?? question
  }

  /// The last `NAME VALUE` or `NAME=VALUE`.
  private static func option(_ name: String, in arguments: [String]) -> String? {
    var found: String?
    for (index, argument) in arguments.enumerated() {
      if argument == name, index + 1 < arguments.count { found = arguments[index + 1] }
      if argument.hasPrefix(name + "=") { found = String(argument.dropFirst(name.count + 1)) }
    }
    return found
  }
}
